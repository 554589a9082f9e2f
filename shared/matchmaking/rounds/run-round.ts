import type { Programme } from '../../programmes/programme.ts'
import type { RegisterReader } from '../../register/register-index.ts'
import type { IntroductionReads } from '../introductions/introduction-store.ts'
import { type Curve, curveOf, type Tried } from './curve.ts'
import { askingIn, frozenRound, roundOf } from './freeze-round.ts'
import type { Fits, KeptRound } from './kept-round.ts'
import { knownPeers } from './known-peers.ts'
import type { Round } from './market.ts'
import { type Figures, type Pair, type Unserved, unservedOf } from './matching.ts'
import type { RoundWork } from './round-store.ts'

/** A pair of a matching: places in `Participants`, the fit in 10⁻⁶, and which of the authority's offers it is. */
type MatchedPair = Pair & { readonly weight: number; readonly choice: number }

/** One point of the curve, with its matching. */
type OutcomePoint = {
  /** In 10⁻⁶; 0: no floor. */
  readonly floor: number
  readonly figures: Figures
  /** How much more any matching with this floor could have; undefined: not known. */
  readonly gap?: number
  readonly pairs: readonly MatchedPair[]
  readonly unserved: readonly Unserved[]
}

/** What a round came to: what the secretariat chooses from. */
export type Outcome = {
  readonly points: readonly OutcomePoint[]
  /** No floor above this can be kept, in 10⁻⁶. */
  readonly provenHighest: number
  /** The least reduced cost of the matching without a floor: 0 or more proves it. */
  readonly certificate: number
}

type RunDeps = {
  readonly store: RoundWork
  readonly register: RegisterReader
  readonly introductions: Pick<IntroductionReads, 'introductionsOf'>
  readonly programmeOf: (round: KeptRound) => Promise<Programme | undefined>
  /** Now, ISO 8601 in UTC. */
  readonly now: () => string
  /** Milliseconds that only go forward, to know when to keep what was done. */
  readonly clock: () => number
}

/** After so long, what was tried is kept, so that an interrupted run loses no more than this. */
const keepEveryMs = 20_000

/**
 * Works on a round until it is ready: freezes who takes part, then tries floors, keeping what was tried. Called again
 * after a stop it goes on where it was; for a round that is ready it does nothing. What comes out depends on the frozen
 * participants alone.
 */
export const runRound =
  (deps: RunDeps) =>
  async (roundId: string): Promise<KeptRound['state'] | 'none'> => {
    const { store } = deps
    const asked = await store.roundById(roundId)
    if (!asked || (asked.state !== 'waiting' && asked.state !== 'running')) return asked?.state ?? 'none'
    const keep = keeperOf(store, asked)
    const frozen = await frozenOnce(deps, keep)
    if (!frozen) return (await keep({ state: 'failed' })).state
    const { round, fits } = frozen
    const tried: Tried[] = [...((await store.partOf(keep.now(), 'tried')) ?? [])]
    for (;;) {
      const { curve, progress } = triedFor(round, tried, deps.clock)
      if (curve) {
        const outcome = outcomeOf(round, fits, curve)
        const pieces = await store.keepPart(roundId, 'outcome', outcome)
        return (await keep({ state: 'ready', progress: 100, parts: { outcome: pieces } })).state
      }
      const pieces = await store.keepPart(roundId, 'tried', tried)
      await keep({ progress, parts: { tried: pieces } })
    }
  }

/** Changes the round's row; stops where somebody else works on it. */
const keeperOf = (store: RoundWork, asked: KeptRound) => {
  let now = asked
  const keep = async (change: Partial<KeptRound>): Promise<KeptRound> => {
    const after: KeptRound = {
      ...now,
      ...change,
      parts: { ...now.parts, ...change.parts },
      revision: now.revision + 1,
    }
    if (!(await store.changeRound(now, after))) throw new Error('another run works on this round')
    now = after
    return after
  }
  return Object.assign(keep, { now: () => now })
}

const frozenOnce = async (
  { store, register, introductions, programmeOf, now }: RunDeps,
  keep: ReturnType<typeof keeperOf>,
): Promise<{ readonly round: Round; readonly fits: Fits } | undefined> => {
  const { roundId } = keep.now()
  const kept = await store.partOf(keep.now(), 'participants')
  const keptFits = await store.partOf(keep.now(), 'fits')
  if (kept && keptFits) {
    if (keep.now().state === 'waiting') await keep({ state: 'running' })
    return { round: roundOf(keep.now(), kept, keptFits), fits: keptFits }
  }
  const programme = await programmeOf(keep.now())
  if (!programme) return undefined
  const index = await register.open()
  const at = now()
  const known = await knownPeers(introductions, askingIn(index, programme, at), roundId)
  const { participants, fits } = frozenRound(index, programme, at, known)
  const parts = {
    participants: await store.keepPart(roundId, 'participants', participants),
    fits: await store.keepPart(roundId, 'fits', fits),
  }
  await keep({
    state: 'running',
    requests: participants.requests.length,
    offers: participants.offers.length,
    parts,
  })
  return { round: roundOf(keep.now(), participants, fits), fits }
}

/** Stops the search for a while, so that what was tried can be kept: the search itself waits for nothing. */
class TimeToKeep extends Error {}

/** The curve; or, after a while, how far it is: `tried` has what came of the floors so far. */
const triedFor = (
  round: Round,
  tried: Tried[],
  clock: () => number,
): { readonly curve?: Curve; readonly progress: number } => {
  const begun = clock()
  let progress = 0
  try {
    const curve = curveOf(round, {
      earlier: [...tried],
      onTried: (each) => {
        tried.push(each)
        if (clock() - begun > keepEveryMs) throw new TimeToKeep()
      },
      done: (share) => {
        progress = Math.floor(99 * share)
      },
    })
    return { curve, progress: 100 }
  } catch (error) {
    if (error instanceof TimeToKeep) return { progress }
    throw error
  }
}

const outcomeOf = (round: Round, { choices }: Fits, curve: Curve): Outcome => ({
  provenHighest: curve.provenHighest,
  certificate: curve.certificate,
  points: curve.points.map(({ floor, figures, bound, pairs }) => ({
    floor,
    figures,
    ...(bound !== undefined && {
      gap: Math.max(0, Math.round((bound - figures.total) * 1e6) / 1e6),
    }),
    pairs: pairs.map(({ request, offer }) => {
      const pair = request * round.offers.length + offer
      return { request, offer, weight: round.weights[pair]!, choice: choices[pair]! }
    }),
    unserved: unservedOf(round, pairs),
  })),
})
