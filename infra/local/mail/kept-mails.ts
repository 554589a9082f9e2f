import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A mail as it was handed to SES; the inbox page's own store drops headers and tags. */
export type KeptMail = {
  readonly messageId: string
  /** ISO 8601. */
  readonly at: string
  /** Addresses, as the envelope or the message's headers name them. */
  readonly recipients: readonly string[]
  readonly configurationSet?: string
  readonly tags: Readonly<Record<string, string>>
  /** The whole message, RFC 5322; a character a byte. */
  readonly raw: string
}

export type KeptMails = {
  keep(mail: KeptMail): void
  /** From the oldest. */
  all(): readonly KeptMail[]
}

/** Two files a mail: the message as `.eml`, which mail programs open, and what SES was told beside it. */
export const keptMailsIn = (folder: string): KeptMails => {
  mkdirSync(folder, { recursive: true })
  const names = () =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => name.slice(0, -'.json'.length))
      .sort()
  const read = (name: string): KeptMail => ({
    ...(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Omit<KeptMail, 'raw'>),
    raw: readFileSync(join(folder, `${name}.eml`), 'latin1'),
  })
  const mails = names().map(read)
  return {
    keep: ({ raw, ...rest }) => {
      // Names sort by time; colons are no characters for file names everywhere.
      const name = `${rest.at.replaceAll(':', '-')}-${rest.messageId}`
      writeFileSync(join(folder, `${name}.eml`), raw, 'latin1')
      writeFileSync(join(folder, `${name}.json`), JSON.stringify(rest))
      mails.push({ ...rest, raw })
    },
    all: () => [...mails],
  }
}
