import { simpleParser } from 'mailparser'
import { demonstrationEntries } from './demonstration-entries.ts'
import type { KeptMail } from './mail/kept-mails.ts'
import { readJson, writeJson } from './run-folder.ts'

export type DemonstrationParts = {
  readonly siteUrl: string
  /** Where it is noted which entries are done, so that a start that was cut off goes on. */
  readonly file: string
  readonly mails: () => readonly KeptMail[]
  readonly pause: (milliseconds: number) => Promise<void>
  readonly stopped: () => boolean
  readonly tell: (line: string) => void
}

/**
 * Fills an empty register with the demonstration entries, each entered like a user would: the survey, the mail,
 * its link, the confirmation. A register that somebody else has begun is left alone.
 *
 * @throws Error that names the entry and what the site answered
 */
export const enterDemonstration = async (parts: DemonstrationParts): Promise<void> => {
  const done = new Set((readJson(parts.file) as readonly string[] | undefined) ?? [])
  const left = demonstrationEntries.filter(({ email }) => !done.has(email))
  if (left.length === 0) return
  if (done.size === 0 && (await entriesIn(parts.siteUrl)) > 0) return
  for (const entry of left) {
    if (parts.stopped()) return
    await enter(parts, entry)
    done.add(entry.email)
    writeJson(parts.file, [...done])
    parts.tell(`Demonstration entry ${done.size} of ${demonstrationEntries.length}: ${entry.authority.name}`)
  }
}

const json = { accept: 'application/json', 'content-type': 'application/json' }

const entriesIn = async (siteUrl: string): Promise<number> => {
  const answer = await fetch(`${siteUrl}/register?limit=1`, { headers: { accept: 'application/json' } })
  if (!answer.ok) throw new Error(`GET /register answered ${answer.status}: ${await answer.text()}`)
  return ((await answer.json()) as { total: number }).total
}

const enter = async (
  parts: DemonstrationParts,
  { site, ...survey }: (typeof demonstrationEntries)[number],
): Promise<void> => {
  const { siteUrl } = parts
  const refused = async (what: string, answer: Response): Promise<never> => {
    throw new Error(`${survey.authority.name}: ${what} answered ${answer.status}: ${await answer.text()}`)
  }
  // Mails of an earlier start that was cut off hold links that may be used: only new ones count.
  const before = parts.mails().length
  const submitted = await fetch(`${siteUrl}/survey?lang=${site}`, {
    method: 'POST',
    headers: { ...json, 'idempotency-key': `demonstration-${survey.email}` },
    body: JSON.stringify(survey),
  })
  if (submitted.status !== 202) await refused('POST /survey', submitted)
  const link = await confirmationLink(parts, survey.email, before)
  if (link === undefined) return
  const confirmed = await fetch(link, { method: 'POST', headers: json, body: '{}' })
  // 410: a start before this one got as far as confirming it, but not as far as noting it.
  if (confirmed.status !== 200 && confirmed.status !== 410) await refused('the confirmation', confirmed)
}

/** How long a mail may take before something must be wrong. */
const patience = 30_000

/** The link in the mail to an address; an earlier mail's if this start's submission was a repetition. */
const confirmationLink = async (
  { siteUrl, mails, pause, stopped }: DemonstrationParts,
  address: string,
  before: number,
): Promise<string | undefined> => {
  const deadline = Date.now() + patience
  while (!stopped()) {
    const all = mails()
    const late = Date.now() > deadline - patience / 2
    const mail = all.slice(late ? 0 : before).findLast(({ recipients }) => recipients.includes(address))
    if (mail) {
      const { text = '' } = await simpleParser(Buffer.from(mail.raw, 'latin1'))
      const start = `${siteUrl}/survey/confirmations/`
      const link = text.split(/[\s<>]+/).find((word) => word.startsWith(start))
      if (link !== undefined) return link
    }
    if (Date.now() > deadline) throw new Error(`no confirmation mail came for ${address}`)
    await pause(25)
  }
  return undefined
}
