import type { Format } from '../../register/entry.ts'

/** Where an introduction can stand. Only what somebody did or asked is stored: the first state is where all begin. */
export const introductionStates = [
  'suggested',
  'wanted',
  'proposed',
  'introduced',
  'under-way',
  'completed',
  'declined',
  'lapsed',
] as const
export type IntroductionState = (typeof introductionStates)[number]

/** Why somebody says no; the other side is never told which. */
export const declineReasons = [
  'other-topic',
  'no-time',
  'found-another',
  'no-answer',
  'not-suitable',
  'other',
] as const
export type DeclineReason = (typeof declineReasons)[number]

/** How much a meeting helped. */
export const usefulness = ['very', 'somewhat', 'not'] as const

/** What came of it, as one side or the desk says. */
export type Outcome = {
  readonly format?: Format | undefined
  readonly useful?: (typeof usefulness)[number] | undefined
  /** One line in their own words. */
  readonly line?: string | undefined
}

/** A request and an offer that the two would talk about, by their item ids: what one asks for the other offers. */
export type About = { readonly request: string; readonly offer: string }

/** How a pair is named in forms and bodies. */
export const aboutName = ({ request, offer }: About): string => `${request}~${offer}`

/** That a side wants to talk: who said so, and what they hope for, in their own words. */
export type Wish = { readonly contactId?: string; readonly at: string; readonly hope?: string | undefined }

/** Who did something. Ids only; a person who was erased is not named any more. */
export type Doer =
  | { readonly as: 'side'; readonly entryId: string; readonly contactId?: string }
  | { readonly as: 'officer'; readonly userId: string }
  /** A round that was published. */
  | { readonly as: 'round'; readonly roundId: string }
  | { readonly as: 'clock' }
  | { readonly as: 'erasure'; readonly entryId: string }

/** One line of an introduction's history. */
export type Step = {
  readonly at: string
  readonly deed: string
  readonly by: Doer
  readonly to: IntroductionState
  readonly reason?: DeclineReason
}

/**
 * Two authorities who may talk to each other, from the first wish to what came of it: one item a pair, whatever they
 * would talk about, so that nobody is introduced to the same peer twice.
 */
export type Introduction = {
  /** Both entries' ids, sorted (`introductionIdOf`). */
  readonly introductionId: string
  readonly entryIds: readonly [string, string]
  readonly state: IntroductionState
  /** Counts changes, from 1; whoever changes it says which number they read. */
  readonly revision: number
  /** What they would talk about; empty where somebody only said that they would like to. */
  readonly about: readonly About[]
  /** Who wants it, by entry. Private until both do. */
  readonly wishes: Readonly<Record<string, Wish>>
  /** Who said no, and why. */
  readonly declined?: { readonly entryId: string; readonly reason: DeclineReason }
  /** What came of it, by who says so: an entry's id, or `desk`. */
  readonly outcomes: Readonly<Record<string, Outcome>>
  /** Whose capacity was spent, of which year, while it is not given back. */
  readonly spent?: { readonly year: string; readonly entryIds: readonly string[] }
  /** When they were introduced: for good, since the mail is sent once at most. */
  readonly introducedAt?: string
  /** How often both were asked what came of it. */
  readonly asked: number
  /** Entries whose words and people were erased here. */
  readonly erased: readonly string[]
  /** When the clock looks at it again; missing while it waits for a person or is over. */
  readonly dueAt?: string
  readonly createdAt: string
  /** Since when it stands where it stands. */
  readonly since: string
  readonly history: readonly Step[]
}

/** An introduction's name is the same from either side: both entries' ids (letters and digits), sorted. */
export const introductionIdOf = (one: string, other: string): string =>
  one < other ? `${one}-${other}` : `${other}-${one}`

/** Where every introduction begins: nothing has been said, and nothing is stored. */
export const suggestedIntroduction = (one: string, other: string, now: string): Introduction => ({
  introductionId: introductionIdOf(one, other),
  entryIds: one < other ? [one, other] : [other, one],
  state: 'suggested',
  revision: 0,
  about: [],
  wishes: {},
  outcomes: {},
  asked: 0,
  erased: [],
  createdAt: now,
  since: now,
  history: [],
})

/** The other of the two. */
export const peerIn = ({ entryIds }: Pick<Introduction, 'entryIds'>, entryId: string): string =>
  entryIds[0] === entryId ? entryIds[1] : entryIds[0]

/** Whether both want it. */
export const bothWant = ({ entryIds, wishes }: Pick<Introduction, 'entryIds' | 'wishes'>): boolean =>
  entryIds.every((entryId) => wishes[entryId] !== undefined)

/** The entry that an item belongs to: an item's id begins with it. */
export const entryOfItem = (itemId: string): string => itemId.split('.')[0] ?? ''

/** Who would help whom: the entries whose offers it is about, and whose capacity it takes. */
export const helpersIn = ({ about }: Pick<Introduction, 'about'>): readonly string[] => [
  ...new Set(about.map(({ offer }) => entryOfItem(offer))),
]
