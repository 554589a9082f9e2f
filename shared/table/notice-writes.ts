import type { Notice } from '../notices/notice.ts'
import type { Tables, Write } from './client.ts'
import { keyOf, listOf, workKeyOf } from './keys.ts'

/** The write that makes a notice, for the transaction of its cause; fails if that notice exists already. */
export const noticeWrite = (tables: Tables, notice: Notice): Write => ({
  Put: {
    TableName: tables.main,
    Item: {
      ...keyOf('notice', { noticeId: notice.noticeId }),
      ...workKeyOf('notice', {
        lane: notice.lane,
        list: listOf(notice.noticeId),
        dueAt: notice.dueAt,
        noticeId: notice.noticeId,
      }),
      kind: 'notice',
      v: 1,
      ...notice,
    },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
})
