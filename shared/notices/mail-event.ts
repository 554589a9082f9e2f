import * as z from 'zod/mini'
import { Failure } from '../failures.ts'

/** What SES's event publishing sends (docs: "Contents of event data that Amazon SES publishes to Amazon SNS"). */
const sesEvent = z.object({
  eventType: z.string(),
  mail: z.object({
    messageId: z.string(),
    timestamp: z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text)))),
    tags: z.optional(z.record(z.string(), z.array(z.string()))),
  }),
  bounce: z.optional(z.object({ bounceType: z.string() })),
})

/** An event of one of our notices, in our words. */
export type MailEvent = {
  readonly noticeId: string
  readonly messageId: string
  /** When the mail was handed over, ISO 8601. */
  readonly at: string
  /** `accepted`: SES had the mail, whatever came of it afterwards. */
  readonly says: 'accepted' | 'bounced' | 'complained' | 'rejected'
}

/**
 * Reads a queue message: an SES event, within SNS's envelope or raw.
 *
 * @returns undefined for what is no concern of ours: mail without the tag `notice`, and the plain sentence by
 *   which SES tests a new event destination
 * @throws Failure `poison` for anything that cannot be read
 */
export const readMailEvent = (body: string): MailEvent | undefined => {
  const outer = jsonOf(body)
  const message =
    typeof outer === 'object' && outer !== null && 'Message' in outer && typeof outer.Message === 'string'
      ? outer.Message
      : body
  if (message.startsWith('Successfully validated SNS topic')) return undefined
  const { success, data } = z.safeParse(sesEvent, jsonOf(message))
  if (!success) throw new Failure('poison', 'unexpected')
  const noticeId = data.mail.tags?.notice?.[0]
  if (!noticeId) return undefined
  return { noticeId, messageId: data.mail.messageId, at: data.mail.timestamp, says: saidBy(data) }
}

const saidBy = (event: z.output<typeof sesEvent>): MailEvent['says'] => {
  switch (event.eventType) {
    case 'Bounce':
      // Transient ones (a full mailbox) pass; only a permanent one says that nobody is there.
      return event.bounce?.bounceType === 'Permanent' ? 'bounced' : 'accepted'
    case 'Complaint':
      return 'complained'
    case 'Reject':
      return 'rejected'
    default:
      return 'accepted'
  }
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
