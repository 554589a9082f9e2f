import { describe, expect, test } from 'vitest'
import { acceptedLanguage, directionOf } from '../../../shared/messages/languages.ts'

describe('the language of a reader', () => {
  test.each([
    [undefined, 'en'],
    ['', 'en'],
    ['ar', 'ar'],
    ['AR-ly', 'ar'],
    ['de-DE, de;q=0.9', 'en'],
    ['en;q=0.2, ar;q=0.9', 'ar'],
    ['ar, en', 'ar'],
    ['en, ar', 'en'],
    ['ar;q=0', 'en'],
    ['ar;q=0.000, en;q=0.001', 'en'],
    ['ar; q=0.5, en; q=0.4', 'ar'],
    ['*', 'en'],
    [';;;q=,,', 'en'],
    ['ar;q=1.7.2, en', 'en'],
    ['x'.repeat(10_000), 'en'],
  ])('Accept-Language: %s is read as %s', (header, language) => {
    expect(acceptedLanguage(header)).toBe(language)
  })

  test.each([
    ['ar', 'rtl'],
    ['he-IL', 'rtl'],
    ['en', 'ltr'],
    ['uk', 'ltr'],
  ])('%s runs %s', (language, direction) => {
    expect(directionOf(language)).toBe(direction)
  })
})
