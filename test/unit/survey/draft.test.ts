import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Failure } from '../../../shared/failures.ts'
import { decodeForm } from '../../../shared/http/decode-form.ts'
import { parseInput } from '../../../shared/http/parse-input.ts'
import { messagesIn } from '../../../shared/messages/messages.ts'
import { countryCodes } from '../../../shared/places/countries.ts'
import { programmeIds } from '../../../shared/programmes/programmes.ts'
import {
  commissions,
  directions,
  formats,
  roles,
  tiers,
  timeframes,
  visibilities,
} from '../../../shared/register/entry.ts'
import { summaryOf } from '../../../shared/survey/answers-summary.ts'
import { confirm } from '../../../shared/survey/confirmation.ts'
import {
  answersOfEntry,
  pageOf,
  pagesOf,
  strangersTo,
  withoutEmptyRows,
  withPage,
} from '../../../shared/survey/draft.ts'
import { surveyOf } from '../../../shared/survey/draft-answers.ts'
import { revisedEntry } from '../../../shared/survey/revision.ts'
import { newSubmission } from '../../../shared/survey/submission.ts'
import { formOfSurvey, surveyOfForm } from '../../../shared/survey/survey-form.ts'
import { acquisChapters, type Survey, surveySchema } from '../../../shared/survey/survey-schema.ts'
import { workingLanguages } from '../../../shared/survey/working-languages.ts'
import { themeIds } from '../../../shared/themes/themes.ts'
import { anEntry, anItem } from '../../support/builders.ts'

const email = 'office@example.org'
const now = '2026-11-23T10:00:00.000Z'

const words = (least: number, most: number) =>
  fc
    .string({ minLength: least, maxLength: most, unit: 'grapheme' })
    .filter((text) => /\p{L}/u.test(text) && text.trim().length >= least)
const some = <T>(values: readonly T[]) => fc.subarray([...values])
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

const item = fc.record({
  direction: fc.constantFrom(...directions),
  theme: fc.constantFrom(...themeIds),
  description: words(3, 60),
  language: maybe(fc.constantFrom(...workingLanguages)),
  visibility: fc.constantFrom(...visibilities),
  formats: some(formats),
  programmes: some(programmeIds),
  countries: some(countryCodes),
  evidence: maybe(fc.integer({ min: 1, max: 1000 })),
  purpose: maybe(words(3, 60)),
  timeframe: maybe(fc.constantFrom(...timeframes)),
})

/** Answers as the schema could accept them, and some that it refuses: rows twice, too many, too long. */
const answers = fc.record({
  role: fc.constantFrom(...roles),
  authority: fc.record({
    name: words(2, 40),
    country: fc.constantFrom(...countryCodes),
    tier: maybe(fc.constantFrom(...tiers)),
    place: maybe(fc.constantFrom('geonames:2745912', 'geonames:702550', 'geonames:1', 'Utrecht')),
    population: maybe(fc.integer({ min: 0, max: 200_000_000 })),
    website: maybe(
      fc.constantFrom('https://www.example.org', 'http://example.org/a?b=c', 'example', 'ftp://x.y'),
    ),
  }),
  items: fc.array(item, { minLength: 1, maxLength: 8 }),
  languages: maybe(fc.subarray([...workingLanguages], { minLength: 1 })),
  interpretation: maybe(fc.boolean()),
  capacity: maybe(fc.integer({ min: 0, max: 200 })),
  availability: maybe(fc.constantFrom(...timeframes)),
  commission: maybe(fc.constantFrom(...commissions)),
  programmeAnswers: maybe(
    fc.record({
      acquisChapters: fc.subarray(
        Array.from({ length: acquisChapters + 1 }, (_, n) => n),
        { minLength: 1 },
      ),
      publicOfficial: maybe(fc.boolean()),
      superiorAgrees: maybe(fc.boolean()),
    }),
  ),
  digest: maybe(fc.constantFrom('weekly', 'monthly', 'never')),
})

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value))
const outcome = (body: unknown) => {
  try {
    return { survey: parseInput(surveySchema, body) }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { refused: error.fields }
  }
}
/** What a browser sends of a form that was filled in with these values. */
const sentOf = (body: unknown): string =>
  new URLSearchParams(
    Object.entries(formOfSurvey(body)).flatMap(([name, value]) =>
      (typeof value === 'string' ? [value] : value).map((each) => [name, each.replace(/\r?\n/g, '\r\n')]),
    ),
  ).toString()

const accepted = answers
  .map((given) => outcome({ ...plain(given), email }).survey)
  .filter((survey): survey is Survey => survey !== undefined)

describe('any answer', () => {
  it('is accepted as the same, or refused with the same pointers, from a form as from JSON', () => {
    let refused = 0
    fc.assert(
      fc.property(answers, (given) => {
        const body = { ...plain(given), email }
        const json = outcome(body)
        if (json.refused) refused++
        for (const { pointer } of json.refused ?? []) expect(pointer).toMatch(/^\/[a-z]/)
        expect(outcome(surveyOfForm(decodeForm(sentOf(body)).body))).toEqual(json)
      }),
      { numRuns: 300 },
    )
    expect(refused).toBeGreaterThan(20)
  })

  it('that the schema accepts survives submission, entry, prefilled form and submission unchanged', () => {
    fc.assert(
      fc.property(accepted, (survey) => {
        const { submission, contact } = newSubmission(survey, {
          submissionId: 's1',
          contactId: 'c1',
          language: 'en',
          now,
          addressKey: 'key',
        })
        const confirmed = confirm({
          submission,
          contact,
          existing: undefined,
          known: undefined,
          newEntryId: 'e1',
          review: 'at-once',
          now,
        })
        const sent = surveyOfForm(decodeForm(sentOf(answersOfEntry(confirmed.entry))).body)
        const again = newSubmission(surveyOf(sent, email), {
          submissionId: 's2',
          contactId: 'c1',
          language: 'en',
          now,
          addressKey: 'key',
        }).submission
        const stated = {
          ...submission.answers,
          items: submission.answers.items.map((each) => ({ ...each, language: each.language ?? 'en' })),
        }
        expect(plain(again.answers)).toEqual(plain(stated))
        expect(plain(revisedEntry(confirmed.entry, again, now))).toEqual({
          ...plain(confirmed.entry),
          revision: 2,
        })
      }),
      { numRuns: 300 },
    )
  })
})

describe('a draft', () => {
  const start = {
    role: 'officer',
    authority: { name: 'Delft', country: 'NL', tier: 'municipality' },
    items: [{ direction: 'offer', theme: 'tourism', description: 'Quiet routes' }],
  }

  it('has of a page what was posted last, and nothing of it is lost by another page', () => {
    const once = withPage(start, 'authority', { authority: { population: 100 }, capacity: 3 })
    expect(once).toMatchObject({ authority: { name: 'Delft', population: 100 }, capacity: 3 })
    expect(once.authority).not.toHaveProperty('tier')
    const twice = withPage(once, 'items', { items: [] })
    expect(twice).toMatchObject({ authority: { name: 'Delft', population: 100 }, capacity: 3, items: [] })
    expect(withPage(twice, 'authority', {})).not.toHaveProperty('capacity')
  })

  it('takes from a page only what the page has', () => {
    expect(
      strangersTo('authority', { capacity: 1, authority: { tier: 'region', name: 'x' }, role: 'x' }),
    ).toEqual(['/authority/name', '/role'])
  })

  it('drops rows that were added and left as they were', () => {
    expect(withoutEmptyRows({ items: [{ direction: 'offer' }, { direction: 'offer', theme: 'x' }] })).toEqual(
      {
        items: [{ direction: 'offer', theme: 'x' }],
      },
    )
  })

  it('knows on which page each field is that can be at fault', () => {
    expect(['/role', '/items/3/theme', '/items', '/authority/website', '/languages'].map(pageOf)).toEqual([
      'start',
      'items',
      'items',
      'authority',
      'authority',
    ])
    expect(pageOf('/email')).toBeUndefined()
  })

  it('asks a programme’s own questions only where it is chosen', () => {
    expect(pagesOf(start)).not.toContain('programmes')
    expect(pagesOf({ items: [{ programmes: ['nicosia'] }] })).not.toContain('programmes')
    expect(pagesOf({ items: [{ programmes: ['taiex'] }] })).toContain('programmes')
  })
})

describe('the page before sending', () => {
  const t = messagesIn('en')
  const entry = anEntry({
    items: [anItem(), anItem({ theme: 'water-supply', direction: 'request' })],
    capacity: 2,
  })
  const before = answersOfEntry(entry)

  it('marks nothing where nothing changes', () => {
    const summary = summaryOf(before, before, t)
    expect(summary.changes).toBe(false)
    expect(JSON.stringify(summary)).not.toContain('"change":')
  })

  it('marks what is new, changed or taken out, with what it was', () => {
    const [waste] = before.items as Record<string, unknown>[]
    const after = {
      ...before,
      capacity: 3,
      interpretation: true,
      languages: undefined,
      items: [
        { ...waste, description: 'Fewer lorries' },
        { direction: 'offer', theme: 'tourism' },
      ],
    }
    const { rows, pages, changes } = summaryOf(after, before, t)
    expect(changes).toBe(true)
    expect(rows.map(({ theme, change }) => `${theme}: ${change}`)).toEqual([
      'Waste management: changed',
      'Tourism: new',
      'Water supply: removed',
    ])
    const facts = pages.flatMap((page) => page.facts).filter(({ change }) => change)
    expect(facts.map(({ name, value, change, before: was }) => ({ name, value, change, was }))).toEqual([
      { name: 'interpretation', value: 'Yes', change: 'new', was: undefined },
      { name: 'capacity', value: '3', change: 'changed', was: '2' },
      { name: 'languages', value: undefined, change: 'removed', was: 'Dutch, English' },
    ])
  })
})
