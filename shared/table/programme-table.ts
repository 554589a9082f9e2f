import { QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { Failure } from '../failures.ts'
import type { EditedProgramme, ProgrammeDesk } from '../programmes/programme-store.ts'
import { cancellationsOf, type Tables } from './client.ts'
import { isContention } from './contention.ts'
import { fieldsOf } from './item-fields.ts'
import { keyOf, numberKey, partitionOf } from './keys.ts'

/** The programmes in the main table. */
export const programmeTable = ({ client, main }: Tables): ProgrammeDesk => ({
  async editedProgrammes() {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: main,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': partitionOf('programme', {}) },
      }),
    )
    return Items.map((item) => fieldsOf<EditedProgramme>('programme', item))
  },

  async keepEdited(edited) {
    const { id } = edited.programme
    const { revision } = edited
    try {
      await client.send(
        new TransactWriteCommand({
          TransactItems: [
            {
              Put: {
                TableName: main,
                Item: { ...keyOf('programme', { programmeId: id }), kind: 'programme', v: 1, ...edited },
                ConditionExpression: 'attribute_not_exists(pk) AND :first = :revision OR revision = :before',
                ExpressionAttributeValues: { ':first': 1, ':revision': revision, ':before': revision - 1 },
              },
            },
            {
              Put: {
                TableName: main,
                Item: {
                  ...keyOf('programmeRevision', { programmeId: id, revision: numberKey(revision) }),
                  kind: 'programmeRevision',
                  v: 1,
                  ...edited,
                },
                ConditionExpression: 'attribute_not_exists(pk)',
              },
            },
          ],
        }),
      )
      return true
    } catch (error) {
      const cancelled = cancellationsOf(error)
      if (!cancelled || !isContention(cancelled)) throw error
      if (cancelled.includes('ConditionalCheckFailed')) return false
      throw new Failure('unavailable', 'try-again', { cause: error })
    }
  },
})
