import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { descriptionsOf } from '../../../shared/matchmaking/descriptions.ts'
import {
  type FitSide,
  fitOf,
  reasonValue,
  returnValueOf,
  scoreOf,
  type WeightedTerm,
  weights,
} from '../../../shared/matchmaking/fit.ts'
import { countryCodes } from '../../../shared/places/countries.ts'
import { formats } from '../../../shared/register/entry.ts'
import { themeIds } from '../../../shared/themes/themes.ts'

const nothingStated: FitSide = {
  theme: 'waste-management',
  formats: [],
  countries: [],
  languages: [],
  languagesAssumed: false,
}
const side = (stated: Partial<FitSide> = {}): FitSide => ({ ...nothingStated, ...stated })
const noTexts = descriptionsOf([])

const fitting = (request: FitSide, offer: FitSide, interpreted = false) => {
  const fit = fitOf(request, offer, noTexts, interpreted)
  if ('excluded' in fit) throw new Error(fit.excluded)
  return fit
}
const reasonOf = (term: WeightedTerm, request: Partial<FitSide>, offer: Partial<FitSide>) => {
  const found = fitting(side(request), side(offer)).reasons.find((reason) => reason.term === term)
  if (!found) throw new Error(term)
  return found
}
const excludedBy = (request: Partial<FitSide>, offer: Partial<FitSide>, interpreted = false) => {
  const fit = fitOf(side(request), side(offer), noTexts, interpreted)
  return 'excluded' in fit ? fit.excluded : undefined
}

const someSide: fc.Arbitrary<FitSide> = fc.record({
  theme: fc.constantFrom(...themeIds.slice(6, 10)),
  description: fc.option(
    fc.array(fc.constantFrom('waste', 'water', 'plan', 'town'), { minLength: 1 }).map((w) => w.join(' ')),
    { nil: undefined },
  ),
  language: fc.constantFrom('en', 'de'),
  formats: fc.uniqueArray(fc.constantFrom(...formats)),
  countries: fc.uniqueArray(fc.constantFrom(...countryCodes), { maxLength: 3 }),
  evidence: fc.option(fc.integer({ min: 1, max: 1000 }), { nil: undefined }),
  country: fc.option(fc.constantFrom(...countryCodes), { nil: undefined }),
  population: fc.option(fc.integer({ min: 1, max: 20_000_000 }), { nil: undefined }),
  languages: fc.uniqueArray(fc.constantFrom('en', 'de', 'fr', 'ar'), { maxLength: 3 }),
  languagesAssumed: fc.boolean(),
  interpretation: fc.option(fc.boolean(), { nil: undefined }),
})

/** The request that each drawn offer answers. */
const stated = new WeakMap<FitSide, FitSide>()

describe('the fit', () => {
  it('has weights that sum to 1', () => {
    expect(Object.values(weights).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12)
  })

  it('is the weighted geometric mean of .5 over what nobody stated, and 1 for the same theme', () => {
    const { total, reasons } = fitting(side(), side())
    expect(total).toBe(Math.round(1e6 * 0.7 * Math.log(0.5)))
    expect(reasons.map(({ term }) => term)).toEqual(Object.keys(weights))
    expect(reasons.filter(({ stated }) => stated).map(({ term }) => term)).toEqual(['theme'])
  })

  it('gives each reason as an integer ≤ 0 and has their sum as ln score · 10⁶ exactly', () => {
    fc.assert(
      fc.property(someSide, someSide, (request, offer) => {
        const fit = fitOf(request, offer, noTexts)
        if ('excluded' in fit) return
        for (const { value } of fit.reasons) {
          expect(Number.isInteger(value)).toBe(true)
          expect(value).toBeLessThanOrEqual(0)
        }
        expect(fit.reasons.reduce((sum, { value }) => sum + value, 0)).toBe(fit.total)
        expect(Math.round(Math.log(scoreOf(fit.total)) * 1e6)).toBe(fit.total)
      }),
    )
  })

  it('grows strictly with every term, never to 0 and never above 1', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(weights) as WeightedTerm[])),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (term, x, y) => {
          const [low, high] = x < y ? [x, y] : [y, x]
          expect(reasonValue(term, low)).toBeLessThanOrEqual(reasonValue(term, high))
          if (high - low > 1e-3) expect(reasonValue(term, low)).toBeLessThan(reasonValue(term, high))
          expect(reasonValue(term, high)).toBeLessThanOrEqual(0)
          expect(scoreOf(reasonValue(term, 0))).toBeGreaterThan(0.4)
        },
      ),
    )
    expect(reasonValue('theme', 0)).toBe(Math.round(1e6 * 0.3 * Math.log(0.05)))
    expect(reasonValue('theme', undefined)).toBe(Math.round(1e6 * 0.3 * Math.log(0.5)))
    expect(Object.is(reasonValue('theme', 1), 0)).toBe(true)
  })

  it('does not change with the order in which things are stated', () => {
    const turned = (stated: FitSide): FitSide => ({
      ...stated,
      formats: stated.formats.toReversed(),
      countries: stated.countries.toReversed(),
      languages: stated.languages.toReversed(),
    })
    fc.assert(
      fc.property(someSide, someSide, (request, offer) => {
        expect(fitOf(turned(request), turned(offer), noTexts)).toEqual(fitOf(request, offer, noTexts))
      }),
    )
  })
})

describe('languages', () => {
  it('count fully when one is in common, .6 through an interpreter', () => {
    const common = reasonOf('languages', { languages: ['mk', 'en'] }, { languages: ['en', 'sl'] })
    expect(common).toMatchObject({ value: 0, stated: true, grounds: { common: ['en'] } })
    const byInterpreter = reasonOf(
      'languages',
      { languages: ['mk'], interpretation: true },
      { languages: ['sl'] },
    )
    expect(byInterpreter.value).toBe(Math.round(1e6 * 0.12 * Math.log(0.05 + 0.95 * 0.6)))
  })

  it('exclude only when both stated theirs and nobody interprets', () => {
    const one = { languages: ['mk'] }
    const other = { languages: ['sl'] }
    expect(excludedBy(one, other)).toBe('no-common-language')
    expect(excludedBy(one, {})).toBeUndefined()
    expect(excludedBy({ ...one, languagesAssumed: true }, other)).toBeUndefined()
    expect(excludedBy({ ...one, interpretation: true }, { ...other, interpretation: false })).toBe(
      'no-common-language',
    )
    expect(excludedBy(one, other, true)).toBeUndefined()
  })

  it('that were assumed can be in common, but are else not stated', () => {
    const assumed = { languages: ['en'], languagesAssumed: true }
    expect(reasonOf('languages', assumed, { languages: ['en'] }).stated).toBe(true)
    expect(reasonOf('languages', assumed, { languages: ['sl'] }).stated).toBe(false)
  })
})

describe('the other terms', () => {
  it('exclude a theme less than .2 alike', () => {
    expect(excludedBy({ theme: 'tourism' }, { theme: 'waste-management' })).toBe('theme')
    expect(excludedBy({ theme: 'tourism' }, { theme: 'rural-development' })).toBeUndefined()
  })

  it('count the share of the request’s formats that the offer has', () => {
    const asked = { formats: ['online', 'training'] as const }
    expect(reasonOf('formats', asked, { formats: ['online', 'workshop'] }).value).toBe(
      reasonValue('formats', 0.5),
    )
    expect(reasonOf('formats', asked, {}).stated).toBe(false)
  })

  it.each([
    [5_000, 5_001, 1],
    [1, 5_000, 0],
    [100_000, 20_001, 0],
    [500_000, 1_000_001, 2],
    [4_000, 2_000_000, 5],
  ])('see %d and %d inhabitants %d size classes apart', (a, b, classes) => {
    const reason = reasonOf('population', { population: a }, { population: b })
    expect(reason.value).toBe(reasonValue('population', 1 - classes / 5))
    expect(reasonOf('population', { population: b }, { population: a }).value).toBe(reason.value)
  })

  it('hear the wishes of both sides', () => {
    const fromOhrid = { country: 'MK', countries: ['SI'] } as const
    const fromKranj = { country: 'SI', countries: ['AL'] } as const
    expect(reasonOf('requester-countries', fromOhrid, fromKranj).value).toBe(0)
    expect(reasonOf('offerer-countries', fromOhrid, fromKranj).value).toBe(
      reasonValue('offerer-countries', 0),
    )
    expect(reasonOf('offerer-countries', { countries: ['SI'] }, fromKranj).stated).toBe(false)
  })

  it('count half the distance to certainty for each project of the one who offers', () => {
    expect(reasonOf('evidence', {}, { evidence: 2 }).value).toBe(reasonValue('evidence', 0.75))
    expect(reasonOf('evidence', { evidence: 2 }, {}).stated).toBe(false)
  })

  it('count the share of the months asked for that the offer covers', () => {
    const asked = { availability: { from: '2026-11', until: '2027-02' } }
    const covering = (from: string, until: string) => ({ availability: { from, until } })
    expect(reasonOf('availability', asked, covering('2027-02', '2027-06'))).toEqual({
      term: 'availability',
      value: reasonValue('availability', 0.25),
      stated: true,
      grounds: { kind: 'availability', shared: 1, asked: 4 },
    })
    expect(reasonOf('availability', asked, covering('2026-01', '2027-12')).value).toBe(0)
    expect(reasonOf('availability', asked, covering('2027-03', '2027-04')).value).toBe(
      reasonValue('availability', 0),
    )
    expect(reasonOf('availability', asked, {}).stated).toBe(false)
    expect(reasonOf('availability', covering('2027-02', '2027-01'), asked).stated).toBe(false)
  })

  it('never count less when one side has more to give: monotone in each', () => {
    const better: fc.Arbitrary<readonly [FitSide, FitSide]> = fc
      .tuple(
        someSide,
        fc.constantFrom('evidence', 'formats', 'languages', 'countries', 'population', 'availability'),
        someSide,
      )
      .map(([offer, term, request]) => {
        const months = { from: '2027-01', until: '2027-03' }
        const asking = { ...request, theme: offer.theme, availability: { from: '2027-01', until: '2027-06' } }
        const offering = { ...offer, availability: months }
        const more = {
          evidence: { evidence: (offer.evidence ?? 1) + 1 },
          formats: { formats: [...new Set([...offer.formats, ...request.formats])] },
          languages: { languages: [...new Set([...offer.languages, ...request.languages])] },
          countries: { countries: [...offer.countries, ...(request.country ? [request.country] : [])] },
          population: { population: request.population },
          availability: { availability: { ...months, until: '2027-05' } },
        }[term]
        stated.set(offering, asking)
        return [offering, { ...offering, ...more }] as const
      })
    fc.assert(
      fc.property(better, ([less, more]) => {
        const request = stated.get(less)
        if (!request) throw new Error('a request')
        const [low, high] = [fitOf(request, less, noTexts), fitOf(request, more, noTexts)]
        if ('excluded' in low) return
        if ('excluded' in high) throw new Error('more must not exclude')
        for (const [n, { term, stated: wasStated, value }] of low.reasons.entries()) {
          const now = high.reasons[n]
          // What nobody had stated counts as neutral; stating it may count less.
          if (wasStated && now?.stated) expect(now.value, term).toBeGreaterThanOrEqual(value)
        }
      }),
    )
  })
})

describe('descriptions', () => {
  const text = (words: string, language = 'en') => ({ description: words, language })
  const compare = descriptionsOf([
    text('collection of waste'),
    text('collection of taxes'),
    text('a plan of the town'),
  ])

  it('are 1 for the same words in any order and form, 0 without a common word', () => {
    expect(compare(text('collecting waste'), text('Waste, collected'))).toBeCloseTo(1, 12)
    expect(compare(text('waste'), text('taxes'))).toBe(0)
  })

  it('weigh a rare word more than a common one', () => {
    const rare = compare(text('waste of'), text('waste in')) ?? 0
    const common = compare(text('waste of'), text('town of')) ?? 0
    expect(rare).toBeGreaterThan(common)
  })

  it('are not compared across languages, nor without a word', () => {
    expect(compare(text('waste'), text('waste', 'nl'))).toBeUndefined()
    expect(compare(text('waste'), text('…'))).toBeUndefined()
  })

  it('compare the same from either side, and in the same way every time', () => {
    const words = fc
      .array(fc.constantFrom('waste', 'plan', 'town', 'of', 'новый'), { minLength: 1 })
      .map((w) => text(w.join(' ')))
    fc.assert(
      fc.property(words, words, (a, b) => {
        expect(compare(a, b)).toBe(compare(b, a))
      }),
    )
  })
})

describe('helping each other', () => {
  const score = fc.double({ min: 0.01, max: 1, noNaN: true })

  it('never lowers a score and never lifts it above 1', () => {
    fc.assert(
      fc.property(score, score, (fit, back) => {
        const value = returnValueOf(fit, back)
        expect(value).toBeGreaterThanOrEqual(0)
        expect(Math.log(fit) * 1e6 + value).toBeLessThanOrEqual(0.5)
      }),
    )
  })

  it('is S = 1 − (1 − hi)·(1 − lo/4) for the better direction, which stays the better one', () => {
    expect(scoreOf(Math.log(0.8) * 1e6 + returnValueOf(0.8, 0.4))).toBeCloseTo(1 - 0.2 * 0.9, 6)
    fc.assert(
      fc.property(score, score, (a, b) => {
        const [lo, hi] = a < b ? [a, b] : [b, a]
        const total = (fit: number, back: number) => Math.log(fit) * 1e6 + returnValueOf(fit, back)
        expect(total(hi, lo)).toBeGreaterThanOrEqual(total(lo, hi) - 1)
      }),
    )
  })
})
