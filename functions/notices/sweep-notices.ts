import { jobFunction } from '../../shared/lambda/job-function.ts'
import { sweepNotices } from '../../shared/notices/send-due-notices.ts'
import { senderFromEnvironment, sweepPace } from './sender-from-environment.ts'

/** Completes what the stream lost or left open, every five minutes. */
export const handler = jobFunction('sweep-notices', sweepNotices(senderFromEnvironment(), sweepPace))
