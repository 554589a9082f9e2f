import { Failure } from '../../failures.ts'
import { newNotice } from '../../notices/notice.ts'
import { type ContactPoints, toldOfEntry } from '../../programmes/contact-points.ts'
import { isProgrammeId, shippedProgramme } from '../../programmes/programmes.ts'
import type { Entry } from '../../register/entry.ts'
import type { Audit } from '../../secretariat/audit.ts'
import type { Contact } from '../../survey/contact.ts'
import { entryOfItem, type Introduction } from './introduction.ts'
import type { IntroductionChange } from './introduction-store.ts'
import { takeStep } from './take-step.ts'

/** As many contact points as a mail names. */
const mostPoints = 2

/**
 * A person at the desk introduces two who both want it: the step, a mail to who wanted it on either side, and what is
 * written down of it. The mail's facts are ids and the stage's contact points: whom it names is read when it is sent.
 *
 * @throws Failure `conflict`: `introduction-elsewhere` when it does not stand where it can be confirmed (any more),
 *   `introduction-without-people` when an entry is not public or nobody who wanted it is left
 */
export const introduce = (given: {
  readonly before: Introduction
  readonly entries: readonly Entry[]
  /** Who wanted it, as far as they are still there. */
  readonly contacts: readonly Contact[]
  readonly contactPoints: ContactPoints
  readonly who: string
  readonly now: string
}): IntroductionChange => {
  const { before, entries, contacts, contactPoints, who, now } = given
  const after = takeStep(before, { deed: 'introduce', by: { as: 'officer', userId: who } }, now)
  const { introductionId } = before
  const points = pointsFor(before, entries, contactPoints)
  const notices = before.entryIds.map((entryId) => {
    const contact = contacts.find(({ contactId }) => contactId === before.wishes[entryId]?.contactId)
    const entry = entries.find((each) => each.entryId === entryId)
    if (entry?.state !== 'public' || contact?.state !== 'confirmed')
      throw new Failure('conflict', 'introduction-without-people')
    return newNotice({
      event: `introduction:${introductionId}`,
      contactId: contact.contactId,
      template: 'introduction',
      language: contact.language,
      facts: { introductionId, entryId, contactPoints: points },
      now,
    })
  })
  return {
    before,
    after,
    notices,
    audit: deskDeed('introduce-peers', after, who, now),
    entries: entries.map(({ entryId, capacity }) => ({
      entryId,
      ...(capacity !== undefined && { capacity }),
    })),
    contactIds: notices.map(({ contactId }) => contactId),
  }
}

/** What is written down of a deed at the desk on an introduction. */
export const deskDeed = (
  what: Audit['what'],
  { introductionId, revision, state }: Introduction,
  who: string,
  now: string,
): Audit => ({
  auditId: `${what}:${introductionId}:${revision}`,
  at: now,
  who,
  what,
  subject: introductionId,
  outcome: state,
})

/** Whom the stage names for the programmes that both items are for, or for the partner's country. */
const pointsFor = (
  { about }: Introduction,
  entries: readonly Entry[],
  contactPoints: ContactPoints,
): readonly { readonly function: string; readonly mail: string }[] => {
  const items = entries.flatMap((entry) => entry.items)
  const programmes = about.flatMap(({ request, offer }) =>
    [request, offer].flatMap((id) => items.find(({ itemId }) => itemId === id)?.programmes ?? []),
  )
  const helped = new Set(about.map(({ request }) => entryOfItem(request)))
  const asking = entries.find(({ entryId }) => helped.has(entryId)) ?? entries[0]
  if (!asking) return []
  return toldOfEntry(contactPoints, {
    country: asking.authority.country,
    programmes: [...new Set(programmes)].filter(isProgrammeId).map((id) => shippedProgramme(id)),
    countries: [],
  })
    .flatMap(({ points }) => points)
    .slice(0, mostPoints)
    .map(({ function: is, mail }) => ({ function: is, mail }))
}
