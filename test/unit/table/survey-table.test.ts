import { describe, expect, it } from 'vitest'
import type { Tables } from '../../../shared/table/client.ts'
import { surveyTable } from '../../../shared/table/survey-table.ts'

/** A table that cancels every transaction for these reasons, which DynamoDB Local never brings about. */
const cancelling = (...codes: string[]) => {
  const cancelled = Object.assign(new Error('cancelled'), {
    name: 'TransactionCanceledException',
    CancellationReasons: codes.map((Code) => ({ Code })),
  })
  const client = { send: () => Promise.reject(cancelled) } as unknown as Tables['client']
  return { cancelled, store: surveyTable({ client, main: 'main', index: 'index' }) }
}
const askLink = ({ store }: ReturnType<typeof cancelling>) =>
  store.askLink('hash', '2026-11-23T10:00:00.000Z')

describe('a link that is asked for', () => {
  it('is not mailed, and nothing said, when the address had its mails or somebody else just asked', async () => {
    await askLink(cancelling('ConditionalCheckFailed', 'None', 'None'))
    await askLink(cancelling('None', 'TransactionConflict', 'None'))
  })

  it('is to be asked for again when the table was busy: the mail would be lost', async () => {
    for (const code of ['ThrottlingError', 'ProvisionedThroughputExceeded'])
      await expect(askLink(cancelling('None', code, 'None'))).rejects.toMatchObject({ kind: 'unavailable' })
  })

  it('does not hide a defect', async () => {
    const table = cancelling('None', 'ValidationError', 'None')
    await expect(askLink(table)).rejects.toBe(table.cancelled)
  })
})
