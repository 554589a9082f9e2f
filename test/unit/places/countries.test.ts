import { describe, expect, it } from 'vitest'
import { languages } from '../../../shared/messages/languages.ts'
import {
  communitiesByName,
  isTerritoryCode,
  territoryCodes,
  territoryLabel,
} from '../../../shared/places/communities.ts'
import {
  countriesByName,
  countryCodes,
  countryFootnotes,
  countryLabel,
  countryOfNuts,
  footnotesIn,
  isCountryCode,
  nutsCountryOf,
  sideOf,
} from '../../../shared/places/countries.ts'
import { dimensionOf } from '../../../shared/places/dimensions.ts'

describe('country names', () => {
  it('follow the EU where Intl differs', () => {
    expect(countryLabel('PS', 'en')).toBe('Palestine**')
    expect(countryLabel('PS', 'ar')).toBe('فلسطين**')
    expect(countryLabel('XK', 'en')).toBe('Kosovo*')
    expect(countryLabel('TR', 'en')).toBe('Türkiye')
    expect(countryLabel('BA', 'en')).toBe('Bosnia and Herzegovina')
    expect(countryLabel('MK', 'en')).toBe('North Macedonia')
    expect(countryLabel('LY', 'ar')).toBe('ليبيا')
  })

  it('are there for every country in every language, never a bare code', () => {
    for (const language of languages)
      for (const code of countryCodes) expect(countryLabel(code, language), code).not.toBe(code)
  })

  it('have a footnote exactly where they carry an asterisk, each once', () => {
    for (const language of languages)
      for (const code of countryCodes)
        expect(countryFootnotes([code, code], language), code).toHaveLength(
          countryLabel(code, language).endsWith('*') ? 1 : 0,
        )
    expect(countryFootnotes(['XK'], 'en')[0]?.text).toContain('UNSCR 1244/1999')
  })

  it('are found in whatever is written, with or without markup, in each language', () => {
    for (const language of languages) {
      const kosovo = countryLabel('XK', language)
      expect(footnotesIn(`<td>${kosovo}</td>`, language)).toEqual(countryFootnotes(['XK'], language))
      expect(
        footnotesIn(`${countryLabel('PS', language)}, ${kosovo}`, language).map(({ mark }) => mark),
      ).toEqual(['*', '**'])
      expect(footnotesIn(`${countryLabel('FR', language)} * **`, language)).toEqual([])
    }
  })

  it('lead each to its own footnote where one page has several', () => {
    for (const language of languages) {
      const notes = countryFootnotes(countryCodes, language)
      expect(new Set(notes.map(({ mark }) => mark)).size).toBe(notes.length)
      for (const { country, mark } of notes)
        expect(countryLabel(country, language)).toMatch(new RegExp(`[^*]${mark.replaceAll('*', '\\*')}$`))
    }
  })

  it('are listed in the alphabet of the reader', () => {
    const english = countriesByName('en').map(({ label }) => label)
    expect(english.slice(0, 3)).toEqual(['Albania', 'Algeria', 'Armenia'])
    expect(english.indexOf('Türkiye')).toBeLessThan(english.indexOf('Ukraine'))
    expect(countriesByName('ar')).toHaveLength(countryCodes.length)
  })
})

describe('sides', () => {
  it('are 27 Member States, the partner countries, and the rest', () => {
    expect(countryCodes.filter((code) => sideOf(code) === 'eu')).toHaveLength(27)
    expect(['AL', 'XK', 'TR', 'UA', 'LY', 'PS'].map(sideOf)).toEqual(Array(6).fill('partner'))
    expect(['GB', 'CH', 'EL', ''].map(sideOf)).toEqual(Array(4).fill('other'))
  })
})

describe('NUTS', () => {
  it('writes Greece EL where ISO writes GR', () => {
    expect(nutsCountryOf('GR')).toBe('EL')
    expect(nutsCountryOf('SI')).toBe('SI')
    expect(countryOfNuts('EL30')).toBe('GR')
    expect(countryOfNuts('SI042')).toBe('SI')
    expect(countryOfNuts('GR30')).toBeUndefined()
    expect(countryOfNuts('ZZ1')).toBeUndefined()
    expect(isCountryCode('EL')).toBe(false)
  })
})

describe('the Turkish Cypriot community', () => {
  it('has a code of its own and is no country', () => {
    expect(communitiesByName('en')).toEqual([{ code: 'TCC', label: 'Turkish Cypriot community' }])
    expect(isCountryCode('TCC')).toBe(false)
    expect(isTerritoryCode('TCC') && isTerritoryCode('CY') && !isTerritoryCode('EL')).toBe(true)
    for (const language of languages) {
      expect(countriesByName(language).map(({ code }) => String(code))).not.toContain('TCC')
      expect(territoryLabel('TCC', language)).not.toBe('TCC')
    }
    expect(territoryLabel('XK', 'en')).toBe('Kosovo*')
  })
})

describe('the dimension of a place', () => {
  it('is that of the day', () => {
    expect([dimensionOf('UA', '2022-06-22'), dimensionOf('UA', '2022-06-23')]).toEqual([
      'neighbourhood',
      'enlargement',
    ])
    expect(dimensionOf('MD', '2022-06-23')).toBe('enlargement')
    expect(dimensionOf('LY', '2026-11-23')).toBe('neighbourhood')
    expect(dimensionOf('NL', '2026-11-23')).toBeUndefined()
  })

  it('is there for every partner', () => {
    for (const code of territoryCodes)
      expect(dimensionOf(code, '2026-11-23') === undefined, code).toBe(sideOf(code) === 'eu')
  })
})
