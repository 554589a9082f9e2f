import { describe, expect, it } from 'vitest'
import { languages } from '../../../shared/messages/languages.ts'
import {
  countriesByName,
  countryCodes,
  countryFootnotes,
  countryLabel,
  countryOfNuts,
  isCountryCode,
  nutsCountryOf,
  sideOf,
} from '../../../shared/places/countries.ts'

describe('country names', () => {
  it('follow the EU where Intl differs', () => {
    expect(countryLabel('PS', 'en')).toBe('Palestine*')
    expect(countryLabel('PS', 'ar')).toBe('فلسطين*')
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
