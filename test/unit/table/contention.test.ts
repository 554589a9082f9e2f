import { describe, expect, it } from 'vitest'
import { isContention } from '../../../shared/table/contention.ts'

describe('a cancelled transaction', () => {
  it('is contention when every part met another write or a busy table', () => {
    expect(isContention(['None', 'TransactionConflict', 'ConditionalCheckFailed'])).toBe(true)
    expect(isContention(['ThrottlingError', 'ProvisionedThroughputExceeded'])).toBe(true)
  })

  it('is a defect when one part says anything else, or nothing was said', () => {
    expect(isContention(['TransactionConflict', 'ValidationError'])).toBe(false)
    expect(isContention([])).toBe(false)
  })
})
