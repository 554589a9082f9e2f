import type { ProgrammeId } from '../../programmes/programmes.ts'
import type { ThemeId } from '../../themes/themes.ts'
import type { Move } from './moves.ts'

/**
 * Where a round stands: asked for, its participants frozen and being matched, ready to choose from, chosen and on its
 * way to the desk's introductions, there. `failed` says that it could not be matched.
 */
export const roundStates = ['waiting', 'running', 'ready', 'publishing', 'published', 'failed'] as const
export type RoundState = (typeof roundStates)[number]

/** The states in which the work on a round has something to do. */
const worksIn: ReadonlySet<RoundState> = new Set<RoundState>(['waiting', 'running', 'publishing'])
export const isAtWork = ({ state }: Pick<KeptRound, 'state'>): boolean => worksIn.has(state)

/**
 * A round whose work is to begin again, where its stream record was lost or given up: its row changes to a state that
 * the stream shows to the work, which goes on from what is kept. A run that still works finds the row changed, stops,
 * and is called again.
 */
export const restarted = (round: KeptRound): KeptRound => ({
  ...round,
  state: round.state === 'publishing' ? 'publishing' : 'waiting',
  revision: round.revision + 1,
})

/** How many different offers a request may get in a round. */
export const mostPerRequest = 5

/** A round at the desk: one row; what it was matched from and what came of it are kept beside it. */
export type KeptRound = {
  readonly roundId: string
  readonly state: RoundState
  readonly programme: ProgrammeId
  /** How many different authorities each request should get. */
  readonly perRequest: number
  /** Who opened it: a desk user's id. */
  readonly openedBy: string
  readonly openedAt: string
  /** The share of the work that is done, in percent. */
  readonly progress: number
  /** How many requests and offering authorities take part; undefined until they are frozen. */
  readonly requests?: number
  readonly offers?: number
  /** Parts that were written, so that a reader knows how many to ask for. */
  readonly parts: Readonly<Record<string, number>>
  /** The point of the curve that was published, in millionths of fit. */
  readonly chosenFloor?: number
  /** What somebody moved by hand, in that order: under which floor, and places in `Participants`. */
  readonly moves?: readonly (Move & { readonly floor: number })[]
  /** What came of the publication. */
  readonly proposed?: number
  readonly known?: number
  /** Counts changes, from 1. */
  readonly revision: number
}

/** What is frozen of a request. Names as they were: the round reads the same later. */
export type FrozenRequest = {
  readonly itemId: string
  readonly entryId: string
  readonly authority: string
  readonly country: string
  readonly theme: ThemeId
}

/** An authority that offers; its capacity is its own, whatever it offers. */
export type FrozenOffer = {
  readonly entryId: string
  readonly authority: string
  readonly country: string
  readonly capacity: number
  /** Its offers: `choices` of the pairs count through them. */
  readonly itemIds: readonly string[]
}

/** Everybody who takes part, as they were when the round was opened. */
export type Participants = {
  readonly requests: readonly FrozenRequest[]
  readonly offers: readonly FrozenOffer[]
}

/** Row-major, one row a request: how well its best offer fits, and which of the authority's offers that is. */
export type Fits = { readonly weights: Int32Array; readonly choices: Uint8Array }
