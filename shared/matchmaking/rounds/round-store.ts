import type { Audit } from '../../secretariat/audit.ts'
import type { Tried } from './curve.ts'
import type { Fits, KeptRound, Participants } from './kept-round.ts'
import type { Outcome } from './run-round.ts'

/** What is kept beside a round's row, each written once or replaced whole. */
export type RoundParts = {
  readonly participants: Participants
  readonly fits: Fits
  /** What was tried before the work was interrupted. */
  readonly tried: readonly Tried[]
  readonly outcome: Outcome
}

/** What the desk asks of storage about rounds. */
export type DeskRounds = {
  /** The rounds, the newest first, at most so many. */
  rounds(most: number): Promise<readonly KeptRound[]>
  /** Strongly consistent. */
  roundById(roundId: string): Promise<KeptRound | undefined>
  /** Keeps a new round; its row begins the work. */
  openRound(round: KeptRound, audit: Audit): Promise<void>
  /** Changes a round on condition that it is as it was read; false when it changed meanwhile. */
  changeRound(before: KeptRound, after: KeptRound, audit?: Audit): Promise<boolean>
  /** A part of a round; undefined where it was not written. */
  partOf<P extends keyof RoundParts>(round: KeptRound, part: P): Promise<RoundParts[P] | undefined>
}

/** What the work on a round asks of storage. */
export type RoundWork = Pick<DeskRounds, 'roundById' | 'changeRound' | 'partOf'> & {
  /** Keeps a part and gives in how many pieces. */
  keepPart<P extends keyof RoundParts>(roundId: string, part: P, value: RoundParts[P]): Promise<number>
}
