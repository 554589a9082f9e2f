import { describe, expect, test } from 'vitest'
import { choosingIn, compileCatalogue } from '../../../shared/messages/compile-catalogue.ts'
import { languages, localeOf } from '../../../shared/messages/languages.ts'
import { catalogueNames, catalogueOf } from '../../support/catalogues.ts'

describe('a compiled catalogue', () => {
  test('is the same after it was written and read, in every language and feature', () => {
    for (const language of languages)
      for (const name of catalogueNames) {
        const compiled = compileCatalogue(catalogueOf(language, name), localeOf(language))
        expect(Object.keys(compiled).length).toBeGreaterThan(0)
        expect(JSON.parse(JSON.stringify(compiled))).toEqual(compiled)
      }
  })

  test('is not made of a text that is no message, and names it', () => {
    expect(() => compileCatalogue({ 'pages.broken': 'Only {count' }, 'en')).toThrow('pages.broken')
  })

  test('knows which values choose between words, however deep', () => {
    const { text = [] } = compileCatalogue(
      { text: '{name} {count, plural, one {# {side, select, eu {EU} other {{country}}}} other {#}}' },
      'en',
    )
    expect([...choosingIn(text)]).toEqual(['side'])
  })
})
