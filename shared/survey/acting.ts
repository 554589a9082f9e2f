import { type Notice, newNotice } from '../notices/notice.ts'
import { tokenDays } from '../notices/token.ts'
import type { Entry } from '../register/entry.ts'
import type { ActingReads } from './acting-store.ts'
import type { Contact } from './contact.ts'
import type { Submission } from './submission.ts'

/**
 * That somebody answered for another person or office and said so: an assistant for a member, an officer for the mayor's
 * mailbox. Who was named is told by mail and may object. Ids only: both addresses are in contact items.
 */
export type Acting = {
  /** The submission's id: one a submission. */
  readonly actingId: string
  readonly entryId: string
  /** The contact who answered. */
  readonly by: string
  /** The contact item with the address of who was named; it belongs to this alone and gives no right to the entry. */
  readonly named: string
  readonly state: 'told' | 'objected'
  /** ISO 8601 instants in UTC. */
  readonly toldAt: string
  readonly objectedAt?: string
  /** What they wrote to the secretariat when they objected; may be empty. */
  readonly words?: string
}

/**
 * So many days it is kept, with the address of who was named: until the mail's link does not work any more and some
 * days, from when they were told or objected.
 */
export const daysActingKept = tokenDays.object + 30

/** All that naming somebody adds to a confirmation, to be written with it. */
export type NewActing = {
  readonly acting: Acting
  readonly named: Contact
  readonly notice: Notice<'acted-for'>
}

/**
 * The keyed hashes of the addresses that were told already that an entry was answered for them, for as long as that is
 * kept. Reads nothing where the answers name nobody.
 */
export const toldBefore = async (
  { actingsOn, contactById }: ActingReads,
  { actsFor }: Contact,
  entryId: string,
): Promise<readonly string[]> => {
  if (!actsFor) return []
  const named = await Promise.all((await actingsOn(entryId)).map((acting) => contactById(acting.named)))
  return named.flatMap((contact) => contact?.addressHash ?? [])
}

/**
 * What comes of answers that name somebody for whom they were given, once they are part of an entry. Undefined where
 * nobody is named, or one who was told of this entry before: they are mailed once, however often it is answered.
 *
 * @param answered the unconfirmed contact of the submission: it has the address
 * @param by the id of the contact who answered
 * @param told from `toldBefore`
 */
export const actingOf = (
  submission: Pick<Submission, 'submissionId' | 'language'>,
  answered: Contact,
  entry: Entry,
  by: string,
  told: readonly string[],
  now: string,
): NewActing | undefined => {
  const { actsFor } = answered
  if (!actsFor || told.includes(actsFor.addressHash)) return undefined
  const { submissionId, language } = submission
  const { entryId } = entry
  const named: Contact = {
    // An id of its own: whoever types somebody's address changes nothing of theirs.
    contactId: `named-${submissionId}`,
    ...actsFor,
    language,
    state: 'unconfirmed',
    digest: 'never',
    entryIds: [],
    createdAt: now,
  }
  return {
    acting: { actingId: submissionId, entryId, by, named: named.contactId, state: 'told', toldAt: now },
    named,
    notice: newNotice({
      event: `acting:${submissionId}`,
      contactId: named.contactId,
      template: 'acted-for',
      language,
      facts: { actingId: submissionId, entryId, authority: entry.authority.name },
      now,
    }),
  }
}

/** The longest words that go with an objection, in characters. */
export const longestObjection = 2000
