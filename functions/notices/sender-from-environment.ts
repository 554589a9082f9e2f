import * as z from 'zod/mini'
import { contactPointsFromEnvironment } from '../../shared/lambda/contact-points.ts'
import { readEnvironment, siteFromEnvironment } from '../../shared/lambda/environment.ts'
import { errorFields, log } from '../../shared/lambda/log.ts'
import { sesMailer } from '../../shared/lambda/ses-mailer.ts'
import { tablesFromEnvironment } from '../../shared/lambda/tables-from-environment.ts'
import type { NoticeStore } from '../../shared/notices/notice-store.ts'
import { isPointRecipient, pointsByRecipient } from '../../shared/notices/point-recipients.ts'
import type { DueDeps, Pace } from '../../shared/notices/send-due-notices.ts'
import { sendNotice } from '../../shared/notices/send-notice.ts'
import { randomToken } from '../../shared/notices/token.ts'
import { noticeTable } from '../../shared/table/notice-table.ts'

/** What every function that sends mail is given, beside the site and the tables. */
const senderVariables = z.object({
  MAIL_FROM: z.email(),
  MAIL_REPLY_TO: z.email(),
  CONFIGURATION_SET: z.string(),
})

/** The parts of a sender, from the environment. */
export const senderFromEnvironment = (): DueDeps => {
  const env = readEnvironment(senderVariables)
  const table = noticeTable(tablesFromEnvironment())
  const pointOf = pointsByRecipient(contactPointsFromEnvironment())
  const store: NoticeStore = {
    ...table,
    contactById: async (contactId) =>
      isPointRecipient(contactId) ? pointOf(contactId) : table.contactById(contactId),
  }
  const now = () => new Date()
  const send = sendNotice({
    store,
    mailer: sesMailer(env.CONFIGURATION_SET),
    settings: { site: siteFromEnvironment(), from: env.MAIL_FROM, replyTo: env.MAIL_REPLY_TO },
    now,
    newToken: randomToken,
  })
  return {
    store,
    send: async (noticeId) => {
      const outcome = await send(noticeId)
      log.info('notice', { notice: noticeId, outcome })
      return outcome
    },
    now,
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    report: (noticeId, error) => {
      const cause = error instanceof Error && error.cause ? error.cause : error
      log.error('notice-failed', { notice: noticeId, ...errorFields(cause) })
    },
  }
}

/**
 * Below SES's least rate outside the sandbox (14 a second), with room for the prompt lane. A second's worth may
 * take 13 s when SES hangs, so a run stops well before its function's time-out (55 s and 4 minutes).
 */
export const bulkPace: Pace = { perSecond: 10, mostPerRun: 350, stopAfterMs: 35_000 }
export const sweepPace: Pace = { perSecond: 5, mostPerRun: 500, stopAfterMs: 180_000 }
