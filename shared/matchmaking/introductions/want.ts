import { Failure, invalid } from '../../failures.ts'
import type { Entry } from '../../register/entry.ts'
import { fittingPairs } from './fitting-pairs.ts'
import { type About, aboutName, bothWant, type Introduction, suggestedIntroduction } from './introduction.ts'
import { takeStep } from './take-step.ts'

/** So many wishes an entry may have open: each is a promise to answer, and who wants everybody wants nobody. */
export const mostOpenWishes = 20

/**
 * Whether an entry may want one more.
 *
 * @param introductions all of the entry
 * @param introductionId the one that is wanted now: to want it again is no further wish
 * @throws Failure `conflict` `too-many-wishes`
 */
export const haveRoomForWish = (
  entryId: string,
  introductions: readonly Introduction[],
  introductionId: string,
): void => {
  const open = introductions.filter(
    (each) => each.state === 'wanted' && each.wishes[entryId] && !bothWant(each),
  )
  if (open.length >= mostOpenWishes && !open.some((each) => each.introductionId === introductionId))
    throw new Failure('conflict', 'too-many-wishes')
}

/** What somebody says when they would like to talk. */
export type Wanting = {
  readonly own: Entry
  readonly peer: Entry
  readonly contactId: string
  /** A pair by its name, `other`, or not stated: then what fits best. */
  readonly about?: string | undefined
  readonly hope?: string | undefined
  readonly now: string
}

/**
 * The introduction after one side said that it wants it; as it was where it said so before.
 *
 * @throws Failure `invalid` for a pair that does not fit, `conflict` where things stand elsewhere
 */
export const wantedBy = (
  before: Introduction | undefined,
  { own, peer, contactId, about, hope, now }: Wanting,
): Introduction => {
  const introduction = before ?? suggestedIntroduction(own.entryId, peer.entryId, now)
  const open = introduction.state === 'wanted' || introduction.state === 'proposed'
  if (open && introduction.wishes[own.entryId]) return introduction
  return takeStep(
    introduction,
    {
      deed: 'want',
      by: { as: 'side', entryId: own.entryId, contactId },
      about: chosenPair(about, fittingPairs(own, peer, { viewer: 'respondent', now })),
      hope,
    },
    now,
  )
}

const chosenPair = (about: string | undefined, fitting: readonly About[]): About | undefined => {
  if (about === 'other') return undefined
  if (about === undefined) return fitting[0]
  const chosen = fitting.find((pair) => aboutName(pair) === about)
  if (!chosen) throw invalid([{ pointer: '/about', code: 'unknown-value' }])
  return chosen
}
