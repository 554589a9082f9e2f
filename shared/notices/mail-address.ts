import { domainToASCII } from 'node:url'

/** RFC 5321, 4.5.3.1.3: a path has at most 256 octets with its brackets. */
const longest = 254

/**
 * A mail address as it goes into an envelope and a header, or undefined when it is none. The domain may have any
 * letters and is given in ASCII; the local part must be ASCII, since SES takes no other. Everything with a
 * meaning in a header (spaces, commas, brackets, quotes, line ends) is refused, so that an address can never
 * become two, or a header.
 */
export const mailAddress = (typed: string): string | undefined => {
  const parts = /^([A-Za-z0-9!#$%&'*+\-/=?^_`{|}~.]{1,64})@([^\s@<>(),;:\\"[\]\p{Cc}]{1,253})$/u.exec(
    typed.trim(),
  )
  if (!parts) return undefined
  const [, local = '', typedDomain = ''] = parts
  const domain = domainToASCII(typedDomain)
  const isDomain = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/i.test(domain)
  const isLocal = !/^\.|\.$|\.\./.test(local)
  const address = `${local}@${domain}`
  return isDomain && isLocal && address.length <= longest ? address : undefined
}
