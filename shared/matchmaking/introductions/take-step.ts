import { daysLater } from '../../days-later.ts'
import { Failure } from '../../failures.ts'
import { arrowFor, type DeedName } from './arrows.ts'
import {
  type About,
  bothWant,
  type DeclineReason,
  type Doer,
  helpersIn,
  type Introduction,
  type Outcome,
  type Step,
  type Wish,
} from './introduction.ts'

/** What is done to an introduction, with what belongs to it. */
export type Deed = { readonly by: Doer } & (
  | { readonly deed: 'want'; readonly about?: About | undefined; readonly hope?: string | undefined }
  | { readonly deed: 'propose'; readonly about?: About | undefined }
  | { readonly deed: 'decline'; readonly reason: DeclineReason }
  | { readonly deed: 'complete'; readonly outcome: Outcome }
  | { readonly deed: Exclude<DeedName, 'want' | 'propose' | 'decline' | 'complete'> }
)

/**
 * After how many days the clock looks at an introduction: a wish that nobody shares lapses after half a year, a
 * proposal that is not answered by both after two months. Two who were introduced are asked after 60 days what came
 * of it, 30 days later once more, and 30 days after that it is over.
 */
export const introductionDays = {
  wanted: 182,
  proposed: 60,
  untilAsked: 60,
  untilAskedAgain: 30,
  untilOver: 30,
} as const

/** What two would talk about is kept for as many pairs as a mail can show. */
const mostAbout = 4

/**
 * The introduction after a deed, with what it does to times, wishes, capacity and words. Every change counts
 * `revision` up by one.
 *
 * @param now ISO 8601 in UTC
 * @throws Failure `conflict`: `introduction-elsewhere` when no arrow leads that way from where it stands
 */
export const takeStep = (before: Introduction, deed: Deed, now: string): Introduction => {
  const arrow = arrowFor(before, deed.deed, deed.by)
  if (!arrow) throw new Failure('conflict', 'introduction-elsewhere')
  const step: Step = {
    at: now,
    deed: deed.deed,
    by: deed.by,
    to: arrow.to,
    ...(deed.deed === 'decline' && { reason: deed.reason }),
  }
  const next = changed(before, deed, now)
  const stepped: Introduction = {
    ...next,
    state: arrow.to,
    revision: before.revision + 1,
    since: arrow.to === before.state ? before.since : now,
    history: [...next.history, step],
  }
  return withDue(withCapacity(stepped, arrow.capacity, now), deed.deed, now)
}

const withAbout = ({ about }: Introduction, more: About | undefined): readonly About[] =>
  more === undefined ||
  about.length >= mostAbout ||
  about.some(({ request, offer }) => request === more.request && offer === more.offer)
    ? about
    : [...about, more]

/** What a deed changes besides state and times. */
const changed = (before: Introduction, deed: Deed, now: string): Introduction => {
  const { declined: _, ...open } = before
  switch (deed.deed) {
    case 'want': {
      if (deed.by.as !== 'side') return before
      const { entryId, contactId } = deed.by
      const wish: Wish = { at: now, ...(contactId && { contactId }), ...(deed.hope && { hope: deed.hope }) }
      return { ...open, wishes: { ...before.wishes, [entryId]: wish }, about: withAbout(before, deed.about) }
    }
    case 'withdraw':
      return { ...before, wishes: withoutWishOf(before, deed.by) }
    case 'propose':
      return { ...open, about: withAbout(before, deed.about) }
    case 'decline':
      return {
        ...before,
        // Nobody's earlier yes is a yes to what may come later.
        ...(before.introducedAt === undefined && { wishes: {} }),
        ...(deed.by.as === 'side' && { declined: { entryId: deed.by.entryId, reason: deed.reason } }),
      }
    case 'introduce':
      return { ...before, introducedAt: now }
    case 'begin':
      // Who says that it is under way is asked once more at least.
      return { ...before, asked: Math.min(before.asked, 1) }
    case 'complete': {
      const says = deed.by.as === 'side' ? deed.by.entryId : 'desk'
      return { ...before, outcomes: { ...before.outcomes, [says]: deed.outcome } }
    }
    case 'ask':
      return { ...before, asked: before.asked + 1 }
    case 'lapse':
      return before.introducedAt === undefined ? { ...before, wishes: {} } : before
    case 'erase':
      return deed.by.as === 'erasure' ? withoutPerson(before, deed.by.entryId) : before
  }
}

const withoutWishOf = ({ wishes }: Introduction, by: Doer): Introduction['wishes'] =>
  Object.fromEntries(
    Object.entries(wishes).filter(([entryId]) => !(by.as === 'side' && by.entryId === entryId)),
  )

/** Without the words of an entry's people and without their ids; what happened stays, so that counts stay true. */
const withoutPerson = (before: Introduction, entryId: string): Introduction => ({
  ...before,
  wishes: Object.fromEntries(
    Object.entries(before.wishes).map(([of, wish]) => [of, of === entryId ? { at: wish.at } : wish]),
  ),
  outcomes: Object.fromEntries(
    Object.entries(before.outcomes).map(([of, { line, ...outcome }]) => [
      of,
      { ...outcome, ...(of !== entryId && line !== undefined && { line }) },
    ]),
  ),
  erased: before.erased.includes(entryId) ? before.erased : [...before.erased, entryId],
  history: before.history.map((step) =>
    step.by.as === 'side' && step.by.entryId === entryId ? { ...step, by: { as: 'side', entryId } } : step,
  ),
})

const withCapacity = (
  introduction: Introduction,
  capacity: 'spent' | 'given-back' | undefined,
  now: string,
): Introduction => {
  if (capacity === 'spent') {
    const entryIds = helpersIn(introduction)
    return entryIds.length > 0
      ? { ...introduction, spent: { year: now.slice(0, 4), entryIds } }
      : introduction
  }
  if (capacity === undefined) return introduction
  const { spent: _, ...rest } = introduction
  return rest
}

/** When the clock looks again: never while it waits for the desk, and not once it is over. */
const withDue = (introduction: Introduction, deed: DeedName, now: string): Introduction => {
  const { dueAt: before, ...rest } = introduction
  const at = (from: string, days: number) => ({ ...rest, dueAt: daysLater(from, days) })
  switch (introduction.state) {
    case 'wanted':
      return bothWant(introduction) ? rest : at(now, introductionDays.wanted)
    case 'proposed':
      return bothWant(introduction) ? rest : at(now, introductionDays.proposed)
    case 'introduced':
    case 'under-way':
      if (deed === 'introduce' || deed === 'begin') return at(now, introductionDays.untilAsked)
      return at(now, introduction.asked < 2 ? introductionDays.untilAskedAgain : introductionDays.untilOver)
    default:
      return before === undefined ? introduction : rest
  }
}
