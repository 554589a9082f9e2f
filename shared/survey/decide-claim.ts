import { Failure } from '../failures.ts'
import { type Notice, newNotice } from '../notices/notice.ts'
import type { Entry } from '../register/entry.ts'
import { actingOf, type NewActing } from './acting.ts'
import { type Claim, isOpenClaim } from './claim.ts'
import { type Confirmed, confirm } from './confirmation.ts'
import type { Contact } from './contact.ts'
import { noRoomFor, type People, type Person } from './people.ts'
import type { Submission } from './submission.ts'

export const claimDecisions = ['accept', 'refuse'] as const
export type ClaimDecision = (typeof claimDecisions)[number]

/** What a claim is decided upon, as it was read. */
export type ClaimCase = {
  readonly claim: Claim
  readonly submission: Submission
  /** The unconfirmed contact with the claimant's address. */
  readonly claimant: Contact
  /** The confirmed contact with that address, if there is one. */
  readonly known: Contact | undefined
  readonly entry: Entry
  readonly people: People
  /** Who was told already that the entry was answered for them (`toldBefore`). */
  readonly told: readonly string[]
}

/** All that a decision changes, to be written together. */
export type DecidedClaim = ClaimCase & {
  readonly after: Claim
  /** The entry's next revision and the claimant as a contact, where accepted. */
  readonly result?: Extract<Confirmed, { kind: 'revision' }>
  /** For whom the accepted answers were given. */
  readonly acting?: NewActing | undefined
  /** Who leaves the entry for the claimant. */
  readonly replaced?: Person
  readonly notices: readonly Notice[]
}

/**
 * What comes of a decision upon a claim. Accepted, the claimant stands behind the entry and their answers are its next
 * revision; refused, nothing of the entry changes. The claimant is told, and so are those behind the entry, except
 * the one who decided.
 *
 * @param given.words to the claimant, as they are; with `refuse`
 * @param given.replaces the id of who leaves: needed where two stand behind the entry already, or one who is elected
 *   and the claimant is, too
 * @param given.about the submission that the decision is about; another one now, and it is nobody's decision yet
 * @param given.by the contact who decides; undefined for the desk
 * @throws Failure `conflict`: `claim-decided`, `changed-meanwhile`, `contacts-full`, `one-elected`; `not-found` for an
 *   entry that is erased; `invalid` for somebody to replace who does not stand behind the entry
 */
export const decideClaim = (
  given: ClaimCase & {
    readonly decision: ClaimDecision
    readonly words?: string | undefined
    readonly replaces?: string | undefined
    readonly about?: string | undefined
    readonly by?: string | undefined
    readonly now: string
  },
): DecidedClaim => {
  const { decision, words = '', replaces, about, by, now, ...before } = given
  const { claim, submission, claimant, known, entry, people, told } = before
  // Who decides may have left the entry since they signed in.
  const decides = by === undefined || people.people.some(({ contact }) => contact.contactId === by)
  if (entry.state === 'erased' || !decides) throw new Failure('not-found', 'no-such-claim')
  if (!isOpenClaim(claim, now)) throw new Failure('conflict', 'claim-decided')
  if (about !== undefined && about !== claim.submissionId) throw new Failure('conflict', 'changed-meanwhile')
  const decided: Claim = {
    ...claim,
    state: decision === 'accept' ? 'accepted' : 'refused',
    decidedAt: now,
  }
  const event = `claim:${entry.entryId}:${claim.claimId}:${claim.submissionId}`
  const authority = entry.authority.name
  const { entryId } = entry
  const toPerson = (contact: Contact, change: 'joined' | 'claim-refused' | 'left') =>
    newNotice({
      event: `${event}:${decision}`,
      contactId: contact.contactId,
      template: 'people-changed',
      language: contact.language,
      facts: { entryId, authority, change },
      now,
    })

  if (decision === 'refuse')
    return {
      ...before,
      after: decided,
      notices: [
        newNotice({
          event,
          contactId: claimant.contactId,
          template: 'claim-decided',
          language: claimant.language,
          facts: { authority, outcome: 'refused', words },
          now,
        }),
        ...people.people
          .filter(({ contact }) => contact.contactId !== by)
          .map(({ contact }) => toPerson(contact, 'claim-refused')),
      ],
    }

  const replaced = people.people.find(({ contact }) => contact.contactId === replaces)
  if (replaces !== undefined && !replaced)
    throw new Failure('invalid', 'invalid', { fields: [{ pointer: '/replaces', code: 'unknown-value' }] })
  const staying = people.people.filter((person) => person !== replaced)
  // Who was asked to join meanwhile, and did, needs no room.
  const full = isAmong(people, claimant) ? undefined : noRoomFor(claim.role, staying)
  if (full) throw new Failure('conflict', full)
  const result = confirm({
    submission,
    contact: claimant,
    existing: { entry, contactIds: [claimant.addressHash] },
    known,
    newEntryId: entryId,
    review: 'before-publishing',
    now,
  })
  if (result.kind !== 'revision') throw new Failure('conflict', 'claim-decided')
  return {
    ...before,
    after: decided,
    result,
    acting: actingOf(submission, claimant, result.entry, result.contact.contactId, told, now),
    ...(replaced && { replaced }),
    notices: [
      newNotice({
        event,
        contactId: result.contact.contactId,
        template: 'claim-decided',
        language: claimant.language,
        facts: { authority, outcome: 'accepted', words },
        now,
      }),
      ...staying
        .filter(({ contact }) => contact.contactId !== by)
        .map(({ contact }) => toPerson(contact, 'joined')),
      ...(replaced && replaced.contact.contactId !== by ? [toPerson(replaced.contact, 'left')] : []),
    ],
  }
}

/** Whether a claimant stands behind the entry already. */
export const isAmong = ({ people }: People, claimant: Contact): boolean =>
  people.some(({ contact }) => contact.contactId === claimant.addressHash)

/** What comes of a claim that nobody decided upon in time: the claimant is told. */
export const expireClaim = (
  claim: Claim,
  claimant: Contact | undefined,
  authority: string,
  now: string,
): { readonly claim: Claim; readonly after: Claim; readonly notices: readonly Notice[] } => ({
  claim,
  after: { ...claim, state: 'expired', decidedAt: now },
  notices: claimant
    ? [
        newNotice({
          event: `claim:${claim.entryId}:${claim.claimId}:${claim.submissionId}`,
          contactId: claimant.contactId,
          template: 'claim-decided',
          language: claimant.language,
          facts: { authority, outcome: 'expired', words: '' },
          now,
        }),
      ]
    : [],
})
