import { jobFunction } from '../../shared/lambda/job-function.ts'
import { sendBulkNotices } from '../../shared/notices/send-due-notices.ts'
import { bulkPace, senderFromEnvironment } from './sender-from-environment.ts'

/** Sends due bulk notices at a steady pace, every minute. */
export const handler = jobFunction('send-bulk-notices', sendBulkNotices(senderFromEnvironment(), bulkPace))
