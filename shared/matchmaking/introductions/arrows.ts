import type { Doer, Introduction, IntroductionState } from './introduction.ts'
import { bothWant, peerIn } from './introduction.ts'

export const deeds = [
  'want',
  'withdraw',
  'propose',
  'introduce',
  'decline',
  'begin',
  'complete',
  'ask',
  'lapse',
  'erase',
] as const
export type DeedName = (typeof deeds)[number]

/** What must hold besides the state, by name, so that the drawing can say it. */
export const conditions = {
  'both-want': (introduction) => bothWant(introduction),
  'not-both-want': (introduction) => !bothWant(introduction),
  'not-yet-by-this-side': ({ wishes }, by) => by.as === 'side' && wishes[by.entryId] === undefined,
  'other-side-wants-it': (introduction, by) =>
    by.as === 'side' &&
    introduction.wishes[by.entryId] !== undefined &&
    introduction.wishes[peerIn(introduction, by.entryId)] !== undefined,
  'nobody-else-wants-it': (introduction, by) =>
    by.as === 'side' &&
    introduction.wishes[by.entryId] !== undefined &&
    introduction.wishes[peerIn(introduction, by.entryId)] === undefined,
  'never-introduced': ({ introducedAt }) => introducedAt === undefined,
  'declined-by-this-side': ({ declined, introducedAt }, by) =>
    introducedAt === undefined && by.as === 'side' && declined?.entryId === by.entryId,
  'asked-less-than-twice': ({ asked }) => asked < 2,
  'asked-twice': ({ asked }) => asked >= 2,
  'nothing-said-by-this-side': ({ outcomes }, by) => by.as === 'side' && outcomes[by.entryId] === undefined,
} as const satisfies Readonly<Record<string, (introduction: Introduction, by: Doer) => boolean>>
export type ConditionName = keyof typeof conditions

/** One way from a state to the next: which deed, by whom, and what must hold. */
export type Arrow = {
  readonly deed: DeedName
  readonly from: IntroductionState
  readonly to: IntroductionState
  readonly by: readonly Doer['as'][]
  readonly when?: ConditionName
  /** What happens to the capacity of who would help. */
  readonly capacity?: 'spent' | 'given-back'
}

/**
 * The state machine of an introduction, as data: what is not here cannot happen. It makes the drawing in the README
 * and the conditions under which the table writes.
 *
 * Capacity is spent when two are introduced. It is given back when nothing happened after all; once something is
 * under way, the year's help was used.
 */
export const arrows: readonly Arrow[] = [
  { deed: 'want', from: 'suggested', to: 'wanted', by: ['side'] },
  { deed: 'want', from: 'wanted', to: 'wanted', by: ['side'], when: 'not-yet-by-this-side' },
  { deed: 'want', from: 'proposed', to: 'proposed', by: ['side'], when: 'not-yet-by-this-side' },
  { deed: 'want', from: 'lapsed', to: 'wanted', by: ['side'], when: 'never-introduced' },
  { deed: 'want', from: 'declined', to: 'wanted', by: ['side'], when: 'declined-by-this-side' },
  { deed: 'withdraw', from: 'wanted', to: 'wanted', by: ['side'], when: 'other-side-wants-it' },
  { deed: 'withdraw', from: 'wanted', to: 'suggested', by: ['side'], when: 'nobody-else-wants-it' },
  { deed: 'propose', from: 'suggested', to: 'proposed', by: ['officer', 'round'] },
  { deed: 'propose', from: 'wanted', to: 'proposed', by: ['officer', 'round'] },
  { deed: 'propose', from: 'lapsed', to: 'proposed', by: ['officer', 'round'], when: 'never-introduced' },
  {
    deed: 'introduce',
    from: 'wanted',
    to: 'introduced',
    by: ['officer'],
    when: 'both-want',
    capacity: 'spent',
  },
  {
    deed: 'introduce',
    from: 'proposed',
    to: 'introduced',
    by: ['officer'],
    when: 'both-want',
    capacity: 'spent',
  },
  { deed: 'decline', from: 'suggested', to: 'declined', by: ['side'] },
  { deed: 'decline', from: 'wanted', to: 'declined', by: ['side'] },
  { deed: 'decline', from: 'proposed', to: 'declined', by: ['side'] },
  { deed: 'decline', from: 'introduced', to: 'declined', by: ['side'], capacity: 'given-back' },
  { deed: 'decline', from: 'under-way', to: 'declined', by: ['side'] },
  { deed: 'begin', from: 'introduced', to: 'under-way', by: ['side', 'officer'] },
  { deed: 'complete', from: 'introduced', to: 'completed', by: ['side', 'officer'] },
  { deed: 'complete', from: 'under-way', to: 'completed', by: ['side', 'officer'] },
  {
    deed: 'complete',
    from: 'completed',
    to: 'completed',
    by: ['side'],
    when: 'nothing-said-by-this-side',
  },
  { deed: 'ask', from: 'introduced', to: 'introduced', by: ['clock'], when: 'asked-less-than-twice' },
  { deed: 'ask', from: 'under-way', to: 'under-way', by: ['clock'], when: 'asked-less-than-twice' },
  { deed: 'lapse', from: 'wanted', to: 'lapsed', by: ['clock'], when: 'not-both-want' },
  { deed: 'lapse', from: 'proposed', to: 'lapsed', by: ['clock'], when: 'not-both-want' },
  { deed: 'lapse', from: 'wanted', to: 'lapsed', by: ['officer'] },
  { deed: 'lapse', from: 'proposed', to: 'lapsed', by: ['officer'] },
  {
    deed: 'lapse',
    from: 'introduced',
    to: 'lapsed',
    by: ['clock'],
    when: 'asked-twice',
    capacity: 'given-back',
  },
  { deed: 'lapse', from: 'under-way', to: 'lapsed', by: ['clock'], when: 'asked-twice' },
  { deed: 'erase', from: 'suggested', to: 'lapsed', by: ['erasure'] },
  { deed: 'erase', from: 'wanted', to: 'lapsed', by: ['erasure'] },
  { deed: 'erase', from: 'proposed', to: 'lapsed', by: ['erasure'] },
  { deed: 'erase', from: 'introduced', to: 'lapsed', by: ['erasure'], capacity: 'given-back' },
  { deed: 'erase', from: 'under-way', to: 'lapsed', by: ['erasure'] },
  { deed: 'erase', from: 'completed', to: 'completed', by: ['erasure'] },
  { deed: 'erase', from: 'declined', to: 'declined', by: ['erasure'] },
  { deed: 'erase', from: 'lapsed', to: 'lapsed', by: ['erasure'] },
]

/** The arrow along which a deed of somebody leads now, if there is one. */
export const arrowFor = (introduction: Introduction, deed: DeedName, by: Doer): Arrow | undefined =>
  // Of whom one side was erased, nobody is left to go on with.
  introduction.erased.length > 0 && deed !== 'erase'
    ? undefined
    : arrows.find(
        (arrow) =>
          arrow.deed === deed &&
          arrow.from === introduction.state &&
          arrow.by.includes(by.as) &&
          (by.as !== 'side' || introduction.entryIds.includes(by.entryId)) &&
          (arrow.when === undefined || conditions[arrow.when](introduction, by)),
      )
