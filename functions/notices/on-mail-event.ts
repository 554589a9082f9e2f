import { queueFunction } from '../../shared/lambda/queue-function.ts'
import { tablesFromEnvironment } from '../../shared/lambda/tables-from-environment.ts'
import { settleNotice } from '../../shared/notices/settle-notice.ts'
import { noticeTable } from '../../shared/table/notice-table.ts'

/** Takes SES's events into account: settles notices, suppresses addresses. */
export const handler = queueFunction('on-mail-event', settleNotice(noticeTable(tablesFromEnvironment())))
