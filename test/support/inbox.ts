import { type ParsedMail, simpleParser } from 'mailparser'
import type { LocalRun } from '../../infra/local/local-run.ts'

/** All mails of a run to an address, oldest first, as a mail program reads them. */
export const mailsTo = async (run: LocalRun, address: string): Promise<readonly ParsedMail[]> => {
  const kept = (await run.mails()).filter(({ recipients }) => recipients.includes(address))
  return Promise.all(kept.map(({ raw }) => simpleParser(Buffer.from(raw, 'latin1'))))
}

/**
 * The `n`-th mail to an address, as soon as it has come.
 *
 * @throws Error when it has not come after half a minute
 */
export const mailTo = async (run: LocalRun, address: string, n = 1): Promise<ParsedMail> => {
  for (let tries = 0; tries < 300; tries++) {
    const mail = (await mailsTo(run, address))[n - 1]
    if (mail) return mail
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`mail ${n} to ${address} has not come`)
}

/** The web addresses in a mail's text. */
export const linksIn = (mail: ParsedMail): readonly string[] =>
  [...(mail.text ?? '').matchAll(/https?:\/\/[^\s<>"]+/g)].map(([link]) => link)
