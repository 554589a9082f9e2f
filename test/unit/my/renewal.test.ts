import { describe, expect, it } from 'vitest'
import { reconfirmed } from '../../../shared/my/entry-changes.ts'
import { dueReminder, hiddenOf, isToForget } from '../../../shared/my/renewal.ts'
import type { Entry } from '../../../shared/register/entry.ts'
import { anEntry } from '../../support/builders.ts'

const today = '2026-11-25'
const ending = (until: string, stated: Partial<Entry> = {}) => anEntry({ until, ...stated })

describe('the reminder of an entry', () => {
  it.each([
    ['2026-12-26', undefined, '31 days before'],
    ['2026-12-25', 30, '30 days before'],
    ['2026-12-03', 30, 'eight days before, where the job did not run'],
    ['2026-12-02', 7, 'a week before'],
    ['2026-11-25', 7, 'on the last day'],
    ['2026-11-24', undefined, 'after the last day'],
  ] as const)('that ends on %s is the one of %s days: %s', (until, days, _) => {
    expect(dueReminder(ending(until), today)).toBe(days)
  })

  it.each(['awaiting-review', 'returned', 'hidden', 'erased'] as const)(
    'is due for none that is %s, but for a paused one',
    (state) => {
      expect(dueReminder(ending('2026-12-02', { state }), today)).toBeUndefined()
      expect(dueReminder(ending('2026-12-02', { state: 'paused' }), today)).toBe(7)
    },
  )
})

describe('an entry whose year is over', () => {
  it('shows on its last day and hides on the next', () => {
    expect(hiddenOf(ending('2026-11-25'), today)).toBeUndefined()
    expect(hiddenOf(ending('2026-11-24'), today)?.state).toBe('hidden')
  })

  it('comes back as its people left it', () => {
    for (const state of ['public', 'paused'] as const) {
      const hidden = hiddenOf(ending('2026-11-24', { state }), today) as Entry
      expect(hidden.state).toBe('hidden')
      expect(reconfirmed(hidden, `${today}T10:00:00.000Z`)).toEqual(ending('2027-11-25', { state }))
    }
  })

  it('is deleted after the days that the stage keeps it, unless it waits for review', () => {
    const states = ['hidden', 'returned', 'awaiting-review', 'public', 'paused'] as const
    const forgotten = (until: string) =>
      states.filter((state) => isToForget(ending(until, { state }), today, 90))
    expect(forgotten('2026-08-27')).toEqual([])
    expect(forgotten('2026-08-26')).toEqual(['hidden', 'returned'])
  })

  it('is deleted though somebody objected to it after it had expired', () => {
    const waiting = ending('2026-08-26', { state: 'awaiting-review', objectedAt: '2026-11-20T10:00:00.000Z' })
    expect(isToForget({ ...waiting, stateBefore: 'hidden' }, today, 90)).toBe(true)
    expect(isToForget({ ...waiting, stateBefore: 'paused' }, today, 90)).toBe(false)
  })
})
