import { Failure } from '../failures.ts'
import { type Authority, type Entry, type EntryItem, isForEverybody } from '../register/entry.ts'
import { hasSameName } from './authority-name.ts'
import { type Claim, claimOf } from './claim.ts'
import { type Choice, type Consent, chosen, wordsAllowed } from './consent.ts'
import type { Contact } from './contact.ts'
import { mostOfOneDirection } from './field-schemas.ts'
import type { Submission } from './submission.ts'

/** Whether a stage reviews a new authority before its entry is public. */
export type ReviewPolicy = 'before-publishing' | 'at-once'

/** What a confirmed submission comes to. */
export type Confirmed =
  | {
      readonly kind: 'new'
      readonly entry: Entry
      readonly contact: Contact
      /** What is written down of a permission that the answers gave or took back. */
      readonly consent: Consent | undefined
    }
  | {
      readonly kind: 'revision'
      readonly entry: Entry
      readonly contact: Contact
      readonly consent: Consent | undefined
      readonly stateBefore: Entry['state']
    }
  /**
   * The entry has other contacts: they are told, nothing changes until accepted. `ownId` stands for the claim
   * where the entry is not for everybody's eyes.
   */
  | { readonly kind: 'claim'; readonly entry: Entry; readonly ownId: string; readonly claim: Claim }

/** What confirming answers: the entry's state, or that it is a claim. */
type ConfirmationStatus = 'public' | 'awaiting-review' | 'claim'

/** What the page after confirming speaks of: `kept` where nothing of the entry is for everybody's eyes. */
export const nextSteps = ['public', 'kept', 'awaiting-review', 'claim'] as const
export type NextStep = (typeof nextSteps)[number]

/** What confirming answers: the status for programs, and which page follows for people. */
export type Outcome = {
  readonly entryId: string
  readonly status: ConfirmationStatus
  readonly next: NextStep
}

/**
 * The outcome of a confirmation. A claim on an entry that everybody can see says so; a claim on a hidden one is
 * answered as a new authority under review, since that an authority takes part may be what it keeps to itself.
 */
export const outcomeOf = (result: Confirmed): Outcome => {
  const { entry } = result
  const shown = isForEverybody(entry)
  if (result.kind === 'claim' && shown) return { entryId: entry.entryId, status: 'claim', next: 'claim' }
  const entryId = result.kind === 'claim' ? result.ownId : entry.entryId
  if (result.kind === 'claim' || entry.state !== 'public')
    return { entryId, status: 'awaiting-review', next: 'awaiting-review' }
  return { entryId, status: 'public', next: shown ? 'public' : 'kept' }
}

/** Until when an entry stays that is confirmed now: a year (DESIGN 15). As a day, `2027-11-25`. */
export const yearLater = (now: string): string => {
  const day = new Date(now)
  day.setUTCFullYear(day.getUTCFullYear() + 1)
  return day.toISOString().slice(0, 10)
}

/**
 * Decides what a confirmed submission comes to.
 *
 * @param existing the authority's entry with the ids of its contacts, if it has one
 * @param known the confirmed contact with this address, if there is one
 * @param claimed the claim that this person has or had on the entry, if any
 */
export const confirm = (given: {
  readonly submission: Submission
  readonly contact: Contact
  readonly existing: { readonly entry: Entry; readonly contactIds: readonly string[] } | undefined
  readonly known: Contact | undefined
  readonly claimed?: Claim | undefined
  readonly newEntryId: string
  readonly review: ReviewPolicy
  readonly now: string
}): Confirmed => {
  const { submission, contact, existing, known, now } = given
  // A confirmed contact's id is its address hash: standing behind the entry means being in this list.
  if (existing && !existing.contactIds.includes(contact.addressHash))
    return {
      kind: 'claim',
      entry: existing.entry,
      ownId: given.newEntryId,
      claim: claimOf({
        entryId: existing.entry.entryId,
        claimId: contact.addressHash,
        submission: {
          submissionId: submission.submissionId,
          contactId: contact.contactId,
          role: submission.answers.role,
        },
        before: given.claimed,
        now,
      }),
    }

  const entryId = existing?.entry.entryId ?? given.newEntryId
  const { answers } = submission
  const items = itemsOf(submission, entryId)
  const entry: Entry = {
    entryId,
    state: stateAfter(existing?.entry, given.review),
    authority: authorityOf(answers.authority, existing?.entry.authority),
    role: answers.role,
    languages: answers.languages ?? existing?.entry.languages ?? [submission.language],
    languagesAssumed: answers.languages ? false : (existing?.entry.languagesAssumed ?? true),
    ...stated('interpretation', answers.interpretation ?? existing?.entry.interpretation),
    ...stated('capacity', answers.capacity ?? existing?.entry.capacity),
    ...stated('availability', answers.availability ?? existing?.entry.availability),
    ...stated('commission', answers.commission ?? existing?.entry.commission),
    ...stated('programmeAnswers', answers.programmeAnswers ?? existing?.entry.programmeAnswers),
    ...objectionAfter(existing?.entry),
    items: merged(existing?.entry.items ?? [], items),
    revision: (existing?.entry.revision ?? 0) + 1,
    createdAt: existing?.entry.createdAt ?? now,
    updatedAt: now,
    until: yearLater(now),
  }
  const person: Contact = {
    contactId: contact.addressHash,
    address: contact.address,
    addressHash: contact.addressHash,
    language: contact.language,
    state: 'confirmed',
    digest: known?.digest ?? 'never',
    ...stated('digestChosenAt', known?.digestChosenAt),
    ...stated('digestWords', known?.digestWords),
    ...stated('consents', known?.consents),
    entryIds: [...new Set([...(known?.entryIds ?? []), entryId])],
    createdAt: known?.createdAt ?? now,
  }
  const choice = laterChoice(contact, known, now)
  const after = choice ? chosen(person, choice) : { contact: person, consent: undefined }
  return existing
    ? { kind: 'revision', entry, ...after, stateBefore: existing.entry.state }
    : { kind: 'new', entry, ...after }
}

/**
 * Where an entry stands after its authority has answered: one that somebody objected to waits for the secretariat, one
 * that was returned is looked at again like a new one, one that had expired is back as it was, every other stays where
 * it is.
 *
 * @throws Failure `unavailable` for an entry that is being deleted
 */
export const stateAfter = (
  before: Pick<Entry, 'state' | 'hiddenFrom' | 'objectedAt'> | undefined,
  review: ReviewPolicy,
): Entry['state'] => {
  // Its deletion is under way and ends soon: then the same answers make a new entry.
  if (before?.state === 'erased') throw new Failure('unavailable', 'try-again')
  if (before?.objectedAt !== undefined) return 'awaiting-review'
  if (before === undefined || before.state === 'returned')
    return review === 'at-once' ? 'public' : 'awaiting-review'
  return before.state === 'hidden' ? (before.hiddenFrom ?? 'public') : before.state
}

/**
 * What stays of an objection when an entry is answered again before the secretariat has decided: that there is one, and
 * that the entry was paused. One that had expired does not go back to that, like any that is answered again.
 */
export const objectionAfter = (before: Entry | undefined): Pick<Entry, 'objectedAt' | 'stateBefore'> => {
  const stateBefore = before?.stateBefore === 'hidden' ? before.hiddenFrom : before?.stateBefore
  return { ...stated('objectedAt', before?.objectedAt), ...stated('stateBefore', stateBefore) }
}

/**
 * The choice about digests in the answers, unless a later one is known: who unsubscribes and then confirms older answers
 * does not want them again. An item from before choices had dates was chosen when it was created while unconfirmed, and
 * earlier than anything else once confirmed.
 */
const laterChoice = (answered: Contact, known: Contact | undefined, now: string): Choice | undefined => {
  if (!answered.digestStated) return undefined
  const at = answered.digestChosenAt ?? answered.createdAt
  if (at < (known?.digestChosenAt ?? '')) return undefined
  return {
    digest: answered.digest,
    at,
    words: wordsAllowed(answered),
    language: answered.language,
    by: 'survey',
    confirmedAt: now,
  }
}

const stated = <K extends string, V>(name: K, value: V | undefined): { [name in K]?: V } =>
  value === undefined ? {} : ({ [name]: value } as { [name in K]?: V })

const authorityOf = (
  answered: Submission['answers']['authority'],
  before: Authority | undefined,
): Authority => ({
  // Whoever answers under another spelling of the place does not rename the entry.
  name: before && !hasSameName(answered, before) ? before.name : answered.name,
  country: answered.country,
  ...stated('tier', answered.tier ?? before?.tier),
  ...stated('place', answered.place ?? before?.place),
  ...stated('population', answered.population ?? before?.population),
  ...stated('website', answered.website ?? before?.website),
})

/** A submission's items as an entry has them. */
export const itemsOf = (submission: Submission, entryId: string): EntryItem[] =>
  submission.answers.items.map(({ evidence, purpose, timeframe, language, ...item }) => ({
    itemId: `${entryId}.${item.direction}.${item.theme}`,
    ...item,
    language: language ?? submission.language,
    ...stated('evidence', evidence),
    ...stated('purpose', purpose),
    ...stated('timeframe', timeframe),
  }))

/**
 * Answering again adds to what stands and replaces what has the same direction and theme: who offers waste in
 * spring and asks for water in autumn means both. Past five of a direction the oldest leaves.
 */
const merged = (before: readonly EntryItem[], now: readonly EntryItem[]): EntryItem[] => {
  const answered = new Set(now.map((item) => item.itemId))
  const all = [...before.filter((item) => !answered.has(item.itemId)), ...now]
  return all.filter(
    (item, at) =>
      all.slice(at + 1).filter((later) => later.direction === item.direction).length < mostOfOneDirection,
  )
}
