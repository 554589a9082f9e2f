import type { Messages } from './messages.ts'

/** The time zone of the site: of the times on its pages, and of the calendar by which its weeks, months and jobs begin. */
export const timeZone = 'Europe/Brussels'

/** An instant as a page writes it: the day, and the time of day in the site's time zone. */
export const instantIn = (
  { locale }: Pick<Messages, 'locale'>,
  iso: string,
  dateStyle: 'medium' | 'long' = 'medium',
): string =>
  new Intl.DateTimeFormat(locale, { dateStyle, timeStyle: 'short', timeZone }).format(new Date(iso))

/**
 * A day as a page writes it, with the month in words: '1 March 2026', '1er mars 2026', '1 березня 2026 р.'. The calendar
 * day is the one in UTC. `Intl` does not know that French counts the first of a month as an ordinal.
 */
export const longDate = (day: Date, { locale, language }: Pick<Messages, 'locale' | 'language'>): string => {
  const written = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(day)
  return language === 'fr' ? written.replace(/^1(?= )/, '1er') : written
}
