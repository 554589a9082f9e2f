import { Failure } from '../failures.ts'
import type { Lane, NoticeState } from './notice.ts'
import type { NoticeStore } from './notice-store.ts'
import type { SendOutcome } from './send-notice.ts'

/** How a job works through due notices. */
export type Pace = {
  /** At most so many are begun in a second; below the sending rate of the SES account. */
  readonly perSecond: number
  /** At most so many in one run. */
  readonly mostPerRun: number
  /** No new second is begun after so long: well before the function's time-out. */
  readonly stopAfterMs: number
}

export type DueDeps = {
  readonly store: NoticeStore
  readonly send: (noticeId: string) => Promise<SendOutcome>
  readonly now: () => Date
  readonly pause: (ms: number) => Promise<void>
  /** Told of what could not be sent; never of what is in it. */
  readonly report: (noticeId: string, error: unknown) => void
}

export type DueCounts = Readonly<
  Record<
    | 'accepted'
    | 'suppressed'
    | 'rejected'
    | 'unknown'
    | 'givenUp'
    | 'throttled'
    | 'stopped'
    | 'nothingToDo'
    | 'failed',
    number
  >
>

const counterOf = {
  accepted: 'accepted',
  suppressed: 'suppressed',
  rejected: 'rejected',
  unknown: 'unknown',
  'given-up': 'givenUp',
  throttled: 'throttled',
  stopped: 'stopped',
  'nothing-to-do': 'nothingToDo',
} as const satisfies Record<SendOutcome, keyof DueCounts>

/** The paced job of the bulk lane: what it does not reach in a run stays due for the next. */
export const sendBulkNotices = (deps: DueDeps, pace: Pace) => async (): Promise<DueCounts> =>
  sendDue(deps, pace, 'bulk', deps.now().toISOString(), () => true)

/** How long the stream has to send a prompt notice before the sweeper does it. */
const streamMs = 2 * 60_000

/**
 * Completes the prompt lane: notices that the stream lost or that were put off, leases that expired, and
 * ambiguous ones whose event did not come.
 */
export const sweepNotices = (deps: DueDeps, pace: Pace) => async (): Promise<DueCounts> => {
  const now = deps.now()
  const leftByStream = new Date(now.getTime() - streamMs).toISOString()
  return sendDue(
    deps,
    pace,
    'prompt',
    now.toISOString(),
    ({ state, dueAt }) => state !== 'due' || dueAt <= leftByStream,
  )
}

/** A second's worth at a time; one that fails does not keep the others back. */
const sendDue = async (
  { store, send, now, pause, report }: DueDeps,
  pace: Pace,
  lane: Lane,
  until: string,
  wanted: (notice: { state: NoticeState; dueAt: string }) => boolean,
): Promise<DueCounts> => {
  const counts: Record<keyof DueCounts, number> = {
    accepted: 0,
    suppressed: 0,
    rejected: 0,
    unknown: 0,
    givenUp: 0,
    throttled: 0,
    stopped: 0,
    nothingToDo: 0,
    failed: 0,
  }
  const started = now().getTime()
  const due = (await store.dueNotices(lane, until, pace.mostPerRun)).filter(wanted)
  for (let at = 0; at < due.length; at += pace.perSecond) {
    const second = now().getTime()
    if (second - started >= pace.stopAfterMs) break
    await Promise.all(
      due.slice(at, at + pace.perSecond).map(async ({ noticeId }) => {
        try {
          counts[counterOf[await send(noticeId)]]++
        } catch (error) {
          counts.failed++
          report(noticeId, error)
          // Nobody can send it as it is: out of the queue, so that it is not tried every minute for ever.
          if (error instanceof Failure && error.kind === 'poison')
            await store.park(noticeId, 'defect', now().toISOString())
        }
      }),
    )
    // SES said 'too fast' or 'not at all': the rest stays due.
    if (counts.throttled > 0 || counts.stopped > 0) break
    const rest = 1000 - (now().getTime() - second)
    if (at + pace.perSecond < due.length && rest > 0) await pause(rest)
  }
  return counts
}
