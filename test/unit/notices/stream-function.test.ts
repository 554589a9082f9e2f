import { describe, expect, it } from 'vitest'
import { Failure } from '../../../shared/failures.ts'
import { streamFunction } from '../../../shared/lambda/stream-function.ts'
import { insertOf } from '../../support/notices.ts'

const batch = (...names: string[]) => ({
  Records: names.map((noticeId, at) => insertOf({ noticeId, lane: 'prompt' }, String(at + 1))),
})
const idOf = (record: ReturnType<typeof insertOf>) => record.dynamodb?.NewImage?.noticeId?.S ?? ''

describe('the stream loop', () => {
  it('reports what failed and does the neighbours', async () => {
    const done: string[] = []
    const consume = streamFunction('test', async (record) => {
      if (idOf(record).startsWith('poison')) throw new Failure('poison', 'unexpected')
      done.push(idOf(record))
      return 'done'
    })
    expect(await consume(batch('a', 'poison', 'b', 'poison-too', 'c'))).toEqual({
      batchItemFailures: [{ itemIdentifier: '2' }, { itemIdentifier: '4' }],
    })
    expect(done).toEqual(['a', 'b', 'c'])
  })

  it('leaves the rest alone after a stop, without calling it a failure', async () => {
    const seen: string[] = []
    const consume = streamFunction('test', async (record) => {
      seen.push(idOf(record))
      return 'stop'
    })
    expect(await consume(batch('a', 'b'))).toEqual({ batchItemFailures: [] })
    expect(seen).toEqual(['a'])
  })

  it('drops a record of something that is gone', async () => {
    const consume = streamFunction('test', async () => {
      throw new Failure('gone', 'expired-token')
    })
    expect(await consume(batch('a'))).toEqual({ batchItemFailures: [] })
  })

  it('begins nothing that it may not finish: the rest comes again', async () => {
    const left = [60_000, 14_000, 13_000]
    const consume = streamFunction('test', async () => 'done')
    expect(
      await consume(batch('a', 'b', 'c'), { getRemainingTimeInMillis: () => left.shift() ?? 0 }),
    ).toEqual({
      batchItemFailures: [{ itemIdentifier: '2' }, { itemIdentifier: '3' }],
    })
  })
})
