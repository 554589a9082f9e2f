import { timeZone } from '../messages/dates.ts'

export type Frequency = 'weekly' | 'monthly'

/**
 * The period of an instant by the site's calendar: the ISO 8601 week (`2026-W48`: weeks begin on Monday, week 1
 * holds the year's first Thursday) or the month (`2026-11`).
 *
 * @param instant ISO 8601, the time that the schedule meant
 */
export const periodOf = (frequency: Frequency, instant: string): string => {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    })
      .formatToParts(new Date(instant))
      .map(({ type, value }) => [type, value]),
  )
  const { year = '', month = '', day = '' } = parts
  if (frequency === 'monthly') return `${year}-${month}`
  const dayMs = 86_400_000
  const date = Date.UTC(Number(year), Number(month) - 1, Number(day))
  const weekday = (new Date(date).getUTCDay() + 6) % 7
  // The week belongs to the year of its Thursday.
  const thursday = new Date(date + (3 - weekday) * dayMs)
  const firstDay = Date.UTC(thursday.getUTCFullYear(), 0, 1)
  const week = 1 + Math.floor((thursday.getTime() - firstDay) / (7 * dayMs))
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, '0')}`
}
