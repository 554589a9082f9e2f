import { randomUUID } from 'node:crypto'
import { isAllowed } from '../access/policy.ts'
import { invokeAsynchronously, type Pauses } from '../functions/asynchronous.ts'
import type { Outcome } from '../functions/instance.ts'
import type { LocalFunction } from '../functions/local-function.ts'
import type { ScheduleWiring, Wiring } from '../templates/wiring.ts'
import { nextTimeOf } from './schedule-expression.ts'

/** A job that was fired by hand: what it returned, or why it failed. */
export type Fired =
  | { readonly ok: true; readonly answer: unknown }
  | { readonly ok: false; readonly message: string }

export type Scheduler = {
  /** The names of the jobs that can be fired. */
  readonly jobs: readonly string[]
  /** Fires a job now and waits for its first attempt; undefined if there is no such job. */
  fire(job: string): Promise<Fired | undefined>
}

export type SchedulerParts = {
  readonly wiring: Wiring
  readonly functions: ReadonlyMap<string, LocalFunction>
  readonly pauses: Pauses
  /** Puts a text into the queue of an ARN. */
  readonly sendTo: (queueArn: string, body: string) => void
  readonly tell: (line: string) => void
}

/** Fires the schedules by the clock until the run stops, as EventBridge Scheduler does. */
export const startScheduler = (parts: SchedulerParts): Scheduler => {
  const { wiring, functions, pauses } = parts
  const jobs = new Map<string, ScheduleWiring>()
  for (const schedule of wiring.schedules) {
    const title = functions.get(schedule.functionArn)?.wiring.title ?? schedule.name
    jobs.set(title, schedule)
    const next = nextTimeOf(schedule.expression, schedule.timeZone)
    void byTheClock(next, pauses, (time) => void fireAt(parts, schedule, time))
  }
  return {
    jobs: [...jobs.keys()].sort(),
    fire: async (job) => {
      const schedule = jobs.get(job)
      if (!schedule) return undefined
      const outcome = await fireAt(parts, schedule, new Date(pauses.now()))
      return outcome.ok
        ? { ok: true, answer: outcome.answer }
        : { ok: false, message: `${outcome.error.errorType}: ${outcome.error.errorMessage}` }
    },
  }
}

const byTheClock = async (
  next: (after: Date) => Date | undefined,
  pauses: Pauses,
  fire: (time: Date) => void,
): Promise<void> => {
  let time = next(new Date(pauses.now()))
  while (time && !pauses.stopped()) {
    // Longer timers overflow; and a computer that slept must notice that the time has passed.
    await pauses.pause(Math.min(60_000, Math.max(0, time.getTime() - pauses.now())))
    if (pauses.stopped() || pauses.now() < time.getTime()) continue
    fire(time)
    // After a sleep only the next time counts: fires that were missed are not made up for.
    time = next(new Date(Math.max(time.getTime(), pauses.now())))
  }
}

const fireAt = (parts: SchedulerParts, schedule: ScheduleWiring, time: Date): Promise<Outcome> => {
  const { wiring, functions, pauses, sendTo, tell } = parts
  const target = functions.get(schedule.functionArn)
  const allowed = isAllowed(schedule.role.statements, {
    action: 'lambda:InvokeFunction',
    resource: schedule.functionArn,
    context: { 'aws:principalarn': schedule.role.arn, 'aws:sourceaccount': wiring.account },
  })
  if (!target || !allowed) {
    const errorMessage = `the schedule's role may not lambda:InvokeFunction on ${schedule.functionArn}`
    tell(`DENIED  ${errorMessage}`)
    return Promise.resolve({
      ok: false,
      requestId: randomUUID(),
      error: { errorType: 'AccessDeniedException', errorMessage },
    })
  }
  // Scheduler states the time in whole seconds.
  const scheduledTime = `${time.toISOString().slice(0, 19)}Z`
  const input = schedule.input
    .replaceAll('<aws.scheduler.scheduled-time>', scheduledTime)
    .replaceAll('<aws.scheduler.schedule-arn>', `${schedule.name}`)
    .replaceAll('<aws.scheduler.execution-id>', randomUUID())
    .replaceAll('<aws.scheduler.attempt-number>', '1')
  return invokeAsynchronously(target, JSON.parse(input) as unknown, pauses, sendTo).first
}
