import { describe, expect, it } from 'vitest'
import { nextTimeOf } from '../../../infra/local/schedules/schedule-expression.ts'

const next = (expression: string, after: string, timeZone = 'UTC') =>
  nextTimeOf(expression, timeZone)(new Date(after))?.toISOString()

describe('a rate', () => {
  it.each([
    ['rate(1 minute)', '2026-11-23T09:00:00Z', '2026-11-23T09:01:00.000Z'],
    ['rate(1 minute)', '2026-11-23T09:00:59.999Z', '2026-11-23T09:01:00.000Z'],
    ['rate(5 minutes)', '2026-11-23T09:03:10Z', '2026-11-23T09:05:00.000Z'],
    ['rate(1 day)', '2026-11-23T09:00:00Z', '2026-11-24T00:00:00.000Z'],
  ])('%s after %s is %s', (expression, after, expected) => {
    expect(next(expression, after)).toBe(expected)
  })
})

describe('a cron expression', () => {
  const brussels = 'Europe/Brussels'

  it.each([
    ['on Mondays at 6 in winter', 'cron(0 6 ? * MON *)', '2026-11-23T05:00:00Z', '2026-11-30T05:00:00.000Z'],
    [
      'the same day if it is still to come',
      'cron(0 6 ? * MON *)',
      '2026-11-23T04:59:59Z',
      '2026-11-23T05:00:00.000Z',
    ],
    ['on Mondays at 6 in summer', 'cron(0 6 ? * MON *)', '2026-07-01T00:00:00Z', '2026-07-06T04:00:00.000Z'],
    [
      'across the change of the clocks',
      'cron(0 6 ? * MON *)',
      '2027-03-22T05:00:01Z',
      '2027-03-29T04:00:00.000Z',
    ],
    [
      'never at a time that the clocks skip',
      'cron(30 2 * * ? *)',
      '2027-03-28T00:00:00Z',
      '2027-03-29T00:30:00.000Z',
    ],
    [
      'at the first of a time that comes twice',
      'cron(30 2 * * ? *)',
      '2026-10-25T00:00:00Z',
      '2026-10-25T00:30:00.000Z',
    ],
    ['and not at its second', 'cron(30 2 * * ? *)', '2026-10-25T00:30:00Z', '2026-10-26T01:30:00.000Z'],
    ['on the last day of a month', 'cron(0 12 L * ? *)', '2027-02-01T00:00:00Z', '2027-02-28T11:00:00.000Z'],
    [
      'on the first Monday of a month',
      'cron(0 12 ? * MON#1 *)',
      '2026-12-08T00:00:00Z',
      '2027-01-04T11:00:00.000Z',
    ],
    [
      'on the last Friday of a month',
      'cron(0 12 ? * 6L *)',
      '2026-11-23T00:00:00Z',
      '2026-11-27T11:00:00.000Z',
    ],
    ['at every quarter', 'cron(0/15 9-10 ? * MON-FRI *)', '2026-11-27T09:45:00Z', '2026-11-30T08:00:00.000Z'],
    ['in named months', 'cron(0 0 1 JAN,JUL ? *)', '2026-11-23T00:00:00Z', '2026-12-31T23:00:00.000Z'],
    [
      'on the next 29th of February',
      'cron(0 12 29 2 ? *)',
      '2026-11-23T00:00:00Z',
      '2028-02-29T11:00:00.000Z',
    ],
  ])('fires %s', (_, expression, after, expected) => {
    expect(next(expression, after, brussels)).toBe(expected)
  })

  it('ends with its last year', () => {
    expect(next('cron(0 12 1 1 ? 2026)', '2026-11-23T00:00:00Z')).toBeUndefined()
  })

  it.each([
    'cron(0 6 * * MON *)',
    'cron(0 6 ? * ? *)',
    'cron(0 25 * * ? *)',
    'cron(0 6 15W * ? *)',
    'cron(0 6 * *)',
    'rate(0 minutes)',
    'rate(2 weeks)',
    'every day',
  ])('is refused when it is wrong or not known: %s', (expression) => {
    expect(() => nextTimeOf(expression, 'UTC')).toThrow(/does not know the schedule/)
  })
})

it('a time fires once', () => {
  expect(next('at(2026-12-01T09:00:00)', '2026-11-23T00:00:00Z', 'Europe/Kyiv')).toBe(
    '2026-12-01T07:00:00.000Z',
  )
  expect(next('at(2026-12-01T09:00:00)', '2026-12-02T00:00:00Z', 'Europe/Kyiv')).toBeUndefined()
})
