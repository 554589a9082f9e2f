import { describe, expect, test } from 'vitest'
import { longDate } from '../../../shared/messages/dates.ts'
import { type Language, languages, localeOf } from '../../../shared/messages/languages.ts'
import { messagesIn } from '../../../shared/messages/messages.ts'

/** What a reader of each language expects: a date, the first of a month, a number, a fraction, a list, a choice. */
const expected: Readonly<Record<Language, readonly string[]>> = {
  en: ['23 November 2026', '1 March 2026', '1,234,567', '0.5', 'A, B and C', 'A or B'],
  fr: ['23 novembre 2026', '1er mars 2026', '1\u202f234\u202f567', '0,5', 'A, B et C', 'A ou B'],
  uk: ['23 листопада 2026 р.', '1 березня 2026 р.', '1\u00a0234\u00a0567', '0,5', 'A, B і C', 'A або B'],
  ar: ['23 نوفمبر 2026', '1 مارس 2026', '1,234,567', '0.5', 'A وB وC', 'A أو B'],
}

describe.each(languages)('in %s', (language) => {
  const locale = localeOf(language)
  const list = (type: Intl.ListFormatType, parts: readonly string[]) =>
    new Intl.ListFormat(locale, { type }).format(parts)

  test('dates, numbers and lists are written as its readers write them', () => {
    const t = messagesIn(language)
    expect([
      longDate(new Date('2026-11-23T23:30:00Z'), t),
      longDate(new Date('2026-03-01T00:00:00Z'), t),
      new Intl.NumberFormat(locale).format(1_234_567),
      new Intl.NumberFormat(locale).format(0.5),
      list('conjunction', ['A', 'B', 'C']),
      list('disjunction', ['A', 'B']),
    ]).toEqual(expected[language])
  })

  test('a count takes the form that the number asks for', () => {
    const t = messagesIn(language)
    const said = [1, 2, 5, 21, 22, 25, 100].map((count) => t('matchmaking.count.offer', { count }))
    expect(said).toEqual(counted[language])
  })
})

const counted: Readonly<Record<Language, readonly string[]>> = {
  en: ['1 offer', '2 offers', '5 offers', '21 offers', '22 offers', '25 offers', '100 offers'],
  fr: ['1 offre', '2 offres', '5 offres', '21 offres', '22 offres', '25 offres', '100 offres'],
  uk: [
    '1 пропозиція',
    '2 пропозиції',
    '5 пропозицій',
    '21 пропозиція',
    '22 пропозиції',
    '25 пропозицій',
    '100 пропозицій',
  ],
  ar: ['عرض واحد', 'عرضان', '5 عروض', '21 عرضًا', '22 عرضًا', '25 عرضًا', '100 عرض'],
}
