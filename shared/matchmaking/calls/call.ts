import type { ProgrammeId } from '../../programmes/programmes.ts'
import type { ThemeId } from '../../themes/themes.ts'

/** Where a call stands: drafted and not yet reviewed, open to answers, over, or not wanted at the desk. */
export const callStates = ['draft', 'open', 'closed', 'dropped'] as const
export type CallState = (typeof callStates)[number]

/** Who does something with a call. Ids only. */
export type CallDoer = { readonly as: 'officer'; readonly userId: string } | { readonly as: 'clock' }

/** What a call says, in the words of who drafted it, as the desk let it through. */
export type CallWords = {
  /** Asks for help (then those who offer are invited), or offers it (then those who ask). */
  readonly direction: 'request' | 'offer'
  readonly theme: ThemeId
  /** Whose rules hold for who may answer. */
  readonly programme: ProgrammeId
  readonly title: string
  readonly text: string
  /** In which language title and text are written (BCP 47). */
  readonly language: string
  /** The last day on which it can be answered (UTC), `2026-12-31`. */
  readonly until: string
}

/** A dated invitation under a programme (DESIGN 2): those who might are told once; who answers takes part in its round. */
export type Call = CallWords & {
  readonly callId: string
  readonly state: CallState
  /** Counts changes, from 1; whoever changes it says which number they read. */
  readonly revision: number
  /** A desk user's id. */
  readonly draftedBy: string
  readonly draftedAt: string
  readonly openedAt?: string
  readonly closedAt?: string
  /** When all who might were told of it, and how many authorities these were. */
  readonly toldAt?: string
  readonly told?: number
}

/** One way from a state to the next. */
type CallArrow = {
  readonly deed: 'open' | 'drop' | 'close'
  readonly from: CallState
  readonly to: CallState
  readonly by: readonly CallDoer['as'][]
}

/** The state machine of a call, as data: what is not here cannot happen. */
const callArrows: readonly CallArrow[] = [
  { deed: 'open', from: 'draft', to: 'open', by: ['officer'] },
  { deed: 'drop', from: 'draft', to: 'dropped', by: ['officer'] },
  { deed: 'close', from: 'open', to: 'closed', by: ['officer', 'clock'] },
]
export type CallDeed = CallArrow['deed']

/**
 * A call after a deed; undefined where that cannot happen from where it stands.
 *
 * @param now ISO 8601 in UTC
 */
export const callAfter = (before: Call, deed: CallDeed, by: CallDoer, now: string): Call | undefined => {
  const arrow = callArrows.find(
    (each) => each.deed === deed && each.from === before.state && each.by.includes(by.as),
  )
  return (
    arrow && {
      ...before,
      state: arrow.to,
      revision: before.revision + 1,
      ...(deed === 'open' && { openedAt: now }),
      ...(arrow.to === 'closed' && { closedAt: now }),
    }
  )
}

/** Whether a call can be answered at this moment: its day may be over before the clock has closed it. */
export const isAnswerable = ({ state, until }: Pick<Call, 'state' | 'until'>, now: string): boolean =>
  state === 'open' && now.slice(0, 10) <= until

/** That an authority wants to take part in a call. */
export type CallAnswer = { readonly callId: string; readonly entryId: string; readonly at: string }
