import { errorFields, log } from './log.ts'

/** What EventBridge Scheduler hands to a job: the time that the schedule meant, not the time it arrived. */
export type JobEvent = { readonly scheduledTime: string }

/**
 * The Lambda handler of a scheduled job. Scheduler delivers at least once and retries: a job is written so that
 * a second run for the same `scheduledTime` adds nothing. Its answer is logged as counts.
 */
export const jobFunction =
  (name: string, run: (event: JobEvent) => Promise<Readonly<Record<string, number>>>) =>
  async (event: JobEvent): Promise<Readonly<Record<string, number>>> => {
    if (Number.isNaN(Date.parse(event?.scheduledTime)))
      throw new Error(`job ${name}: scheduledTime is no time`)
    try {
      const counts = await run(event)
      log.info('job-done', { job: name, ...counts })
      return counts
    } catch (error) {
      log.error('job-failed', { job: name, ...errorFields(error) })
      // Lambda logs the message and the fields of what it catches, and those may quote input; its name says what it was.
      throw Object.assign(new Error(`job ${name} failed`), {
        name: error instanceof Error ? error.name : typeof error,
      })
    }
  }
