import type { DynamoDBRecord } from 'aws-lambda'
import { Failure } from '../../shared/failures.ts'
import type { RecordOutcome } from '../../shared/lambda/stream-function.ts'
import type { DueDeps } from '../../shared/notices/send-due-notices.ts'

/**
 * Sends the notice of a stream record. The record only names it: what is sent, and whether, is what the row
 * says now, so that a record that comes late, twice or after others does nothing wrong.
 *
 * @throws Failure `poison` for a record that names no notice
 */
export const sendFromStream =
  ({ send }: Pick<DueDeps, 'send'>) =>
  async (record: DynamoDBRecord): Promise<RecordOutcome> => {
    const noticeId = record.dynamodb?.NewImage?.noticeId?.S
    if (!noticeId) throw new Failure('poison', 'unexpected')
    // When all mail is stopped, the rest of the batch stays due: the sweeper goes on from there.
    return (await send(noticeId)) === 'stopped' ? 'stop' : 'done'
  }
