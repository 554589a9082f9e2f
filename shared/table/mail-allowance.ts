import type { Contact } from '../survey/contact.ts'
import { mostMailsADay } from '../survey/submission.ts'
import { epochSeconds, type Tables, type Write } from './client.ts'
import { keyOf } from './keys.ts'

/**
 * What makes us write to an address that anybody can name. Each has a count of its own: who answers in somebody's
 * name as often as is let through must not keep them from signing in.
 */
type MailCause = 'answers' | 'sign-in'

/** Counts a mail that anybody can cause; fails when the address had its mails of the day from that cause. */
export const mailCounted = (tables: Tables, cause: MailCause, addressHash: string, now: string): Write => ({
  Update: {
    TableName: tables.main,
    Key: keyOf('mailAllowance', { addressHash, cause, day: now.slice(0, 10) }),
    UpdateExpression: 'SET kind = :kind, v = :v, #ttl = :ttl ADD mails :one',
    ConditionExpression: 'attribute_not_exists(mails) OR mails < :most',
    ExpressionAttributeNames: { '#ttl': 'ttl' },
    ExpressionAttributeValues: {
      ':kind': 'mailAllowance',
      ':v': 1,
      ':ttl': epochSeconds(now, 2),
      ':one': 1,
      ':most': mostMailsADay,
    },
  },
})

/** Counts the mails that answers bring about: to who confirms them and, once they do, to whom they act for. */
export const mailsCounted = (
  tables: Tables,
  { addressHash, actsFor }: Pick<Contact, 'addressHash' | 'actsFor'>,
  now: string,
): Write[] =>
  [addressHash, ...(actsFor ? [actsFor.addressHash] : [])].map((each) =>
    mailCounted(tables, 'answers', each, now),
  )
