import fc from 'fast-check'
import { countryCodes } from '../../shared/places/countries.ts'
import { knownPlaces } from '../../shared/places/known-places.ts'
import { placeCode } from '../../shared/places/place-view.ts'
import { programmeIds } from '../../shared/programmes/programmes.ts'
import {
  commissions,
  directions,
  formats,
  roles,
  tiers,
  timeframes,
  visibilities,
} from '../../shared/register/entry.ts'
import { acquisChapters } from '../../shared/survey/field-schemas.ts'
import { workingLanguages } from '../../shared/survey/working-languages.ts'
import { themeIds } from '../../shared/themes/themes.ts'

/**
 * What people paste into fields: letters of all the alphabets that the site meets, also in pieces (a letter and its
 * accent apart), emoji of several characters, markup, formulas, quotes, and blanks of every kind.
 */
const pieces = [
  'Utrecht',
  'Ville de Liège',
  'e\u0301\u0323',
  'Αθήνα',
  'Ά',
  'بلدية زليتن',
  'لا إله',
  'Львів',
  'й',
  'თბილისი',
  'Երևան',
  '한국',
  '👩🏽‍🔧',
  '🇺🇦',
  '𝒳',
  'ﬁ',
  '\u200f',
  '\u200e',
  '\u200d',
  '\u00ad',
  ' ',
  '  ',
  '\u00a0',
  '\u3000',
  '\u2003',
  '\ufeff',
  '<b>&amp;</b>',
  '</textarea>',
  '&#x41;&nbsp;',
  '"quoted" \'single\'',
  '=cmd|x',
  '+1',
  '-',
  '%41%zz',
  'a=b&c[]=d;e',
  '\\u0041',
  '{x, number}',
  '0',
] as const
const linePieces = ['\n', '\r\n', '\r', '\t', '\n\n', '\u2028'] as const

/** Any others of Unicode, but for what a name of one line may not have. */
const graphemes = fc
  .string({ unit: 'grapheme', maxLength: 4 })
  .map((text) => text.replace(/[\ufffd\u2028\u2029]/g, ''))

/** A text of one line of at most `most` units, with a letter somewhere. */
const oneLine = (most: number) =>
  fc
    .tuple(fc.array(fc.oneof(fc.constantFrom(...pieces), graphemes)), word)
    .map(([before, last]) => `${before.join('')}${last}`)
    .filter((text) => text.length <= most)

/** A text of several lines, with blanks around it that mean nothing. */
const severalLines = (most: number) =>
  fc
    .tuple(
      fc.array(fc.oneof(fc.constantFrom(...pieces, ...linePieces), graphemes), { maxLength: 30 }),
      word,
      fc.constantFrom('', ' ', '\n', '\r\n\n'),
    )
    .map(([before, last, blank]) => `${blank}${before.join('')}${last}${blank}`)
    .filter((text) => text.length <= most)

const word = fc.constantFrom('Stadt', 'Δήμος', 'مدينة', 'Місто', 'ქალაქი', 'Ville\u0301')
const some = <T>(values: readonly T[]) => fc.subarray([...values])
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

const item = fc.record({
  direction: fc.constantFrom(...directions),
  theme: fc.constantFrom(...themeIds),
  description: severalLines(600),
  language: maybe(fc.constantFrom(...workingLanguages)),
  visibility: maybe(fc.constantFrom(...visibilities)),
  formats: some(formats),
  programmes: some(programmeIds),
  countries: fc.oneof(some(countryCodes), fc.constant([...countryCodes])),
  evidence: maybe(fc.integer({ min: 1, max: 1000 })),
  purpose: maybe(severalLines(600)),
  timeframe: maybe(fc.constantFrom(...timeframes)),
})

/** At most five of a direction, each of them of a theme of its own: what the survey takes, up to all fifteen. */
const items = fc
  .uniqueArray(item, {
    minLength: 1,
    maxLength: 15,
    selector: ({ direction, theme }) => `${direction} ${theme}`,
  })
  .map((all) =>
    all.filter(
      ({ direction }, at) => all.slice(0, at).filter((each) => each.direction === direction).length < 5,
    ),
  )

const authority = fc
  .record({
    place: fc.oneof(fc.constant(undefined), fc.constantFrom(...knownPlaces().slice(0, 2000))),
    country: fc.constantFrom(...countryCodes),
    name: oneLine(200),
    tier: maybe(fc.constantFrom(...tiers)),
    population: maybe(fc.integer({ min: 1, max: 100_000_000 })),
    website: maybe(
      fc.constantFrom(
        'https://www.example.org',
        'http://example.org/a?b=c&d=%20#e',
        'HTTPS://EXAMPLE.ORG:8443/x',
        'https://münchen.example.org/straße',
        'https://مثال.example.org',
      ),
    ),
  })
  .map(({ place, country, ...rest }) => ({
    ...rest,
    country: place?.country ?? country,
    place: place && placeCode(place),
  }))

/** An answer to a question of each kind, by the question's id. */
const programmeAnswers = fc.record({
  acquisChapters: maybe(some(Array.from({ length: acquisChapters }, (_, n) => n + 1))),
  publicOfficial: maybe(fc.boolean()),
  superiorAgrees: maybe(fc.boolean()),
})

/** Answers that keep to every rule, as a program may send them: every field, in every combination. */
export const anyAnswers = fc.record({
  role: fc.constantFrom(...roles),
  authority,
  items,
  email: fc.constantFrom('office@example.org', "O'Neill+peers@stadt.example.org", ' a.b@example.org '),
  actingFor: maybe(fc.constantFrom('member@example.org', ' mayor@stadt.example.org')),
  languages: maybe(some(workingLanguages)),
  interpretation: maybe(fc.boolean()),
  capacity: maybe(fc.integer({ min: 0, max: 100 })),
  availability: maybe(fc.constantFrom(...timeframes)),
  commission: maybe(fc.constantFrom(...commissions)),
  programmeAnswers: maybe(programmeAnswers),
  digest: maybe(fc.constantFrom('weekly', 'monthly', 'never')),
})

/** A text of several lines as an answer to a programme's own question. */
export const anyTextAnswer = severalLines(300)

type Flaw = {
  /** Where the answer breaks a rule. */
  readonly pointer: string
  readonly code: string
  /** What stands there instead; undefined: nothing. */
  readonly value: unknown
}

const half = '\ud83d'
const badTexts = (pointer: string, most: number): readonly Flaw[] => [
  { pointer, code: 'too-long', value: 'é'.repeat(most + 1) },
  { pointer, code: 'bad-characters', value: 'before\u0000after' },
  { pointer, code: 'bad-characters', value: 'before\u202eafter' },
  { pointer, code: 'bad-characters', value: 'before\ufffdafter' },
  { pointer, code: 'bad-characters', value: `before${half}after` },
]
const oneOf = (pointer: string): readonly Flaw[] => [{ pointer, code: 'unknown-value', value: 'nonsense' }]
const numberOf = (pointer: string, least: number, most: number): readonly Flaw[] => [
  { pointer, code: 'too-large-number', value: most + 1 },
  ...(least > 0 ? [{ pointer, code: 'too-small', value: least - 1 }] : []),
  { pointer, code: 'wrong-type', value: 'many' },
  { pointer, code: 'wrong-type', value: '1.5' },
]
const listOf = (pointer: string, value: string): readonly Flaw[] => [
  { pointer: `${pointer}/1`, code: 'unknown-value', value: [value, 'nonsense'] },
  { pointer, code: 'given-twice', value: [value, value] },
]

/** One broken rule each, of every field that the survey has. */
export const flaws: readonly Flaw[] = [
  ...oneOf('/role'),
  { pointer: '/role', code: 'missing', value: undefined },
  ...badTexts('/authority/name', 200),
  { pointer: '/authority/name', code: 'bad-characters', value: 'two\nlines' },
  { pointer: '/authority/name', code: 'no-letters', value: '👩🏽‍🔧 12' },
  { pointer: '/authority/name', code: 'missing', value: undefined },
  ...oneOf('/authority/country'),
  { pointer: '/authority/country', code: 'missing', value: undefined },
  ...oneOf('/authority/tier'),
  ...numberOf('/authority/population', 1, 100_000_000),
  { pointer: '/authority/website', code: 'bad-website', value: 'example' },
  { pointer: '/authority/website', code: 'bad-website', value: 'ftp://example.org' },
  { pointer: '/authority/website', code: 'bad-website', value: 'https://me:secret@example.org' },
  { pointer: '/authority/website', code: 'bad-characters', value: 'https://example.org/\u202egpj' },
  { pointer: '/authority/website', code: 'bad-characters', value: `https://example.org/${half}` },
  { pointer: '/authority/website', code: 'too-long', value: `https://example.org/${'x'.repeat(300)}` },
  { pointer: '/authority/place', code: 'unknown-place', value: 'Utrecht' },
  { pointer: '/authority/place', code: 'unknown-place', value: 'geonames:1' },
  { pointer: '/authority/party', code: 'unknown-field', value: 'x' },
  { pointer: '/email', code: 'bad-email', value: 'office@' },
  { pointer: '/email', code: 'bad-email', value: 'a@example.org\nBcc: b@example.org' },
  { pointer: '/email', code: 'missing', value: undefined },
  { pointer: '/actingFor', code: 'bad-email', value: 'member@' },
  ...oneOf('/items/0/direction'),
  { pointer: '/items/0/direction', code: 'missing', value: undefined },
  ...oneOf('/items/0/theme'),
  { pointer: '/items/0/theme', code: 'missing', value: undefined },
  ...badTexts('/items/0/description', 600),
  { pointer: '/items/0/description', code: 'too-short', value: ' é ' },
  { pointer: '/items/0/description', code: 'no-letters', value: '\u200f\u200f\u200f' },
  { pointer: '/items/0/description', code: 'missing', value: undefined },
  ...oneOf('/items/0/language'),
  ...oneOf('/items/0/visibility'),
  ...listOf('/items/0/formats', 'online'),
  ...listOf('/items/0/programmes', 'nicosia'),
  ...listOf('/items/0/countries', 'LY'),
  ...numberOf('/items/0/evidence', 1, 1000),
  ...badTexts('/items/0/purpose', 600),
  { pointer: '/items/0/purpose', code: 'no-letters', value: '…!…' },
  ...oneOf('/items/0/timeframe'),
  { pointer: '/items/0/price', code: 'unknown-field', value: 'x' },
  ...listOf('/languages', 'en'),
  { pointer: '/interpretation', code: 'wrong-type', value: 'perhaps' },
  ...numberOf('/capacity', 0, 100),
  ...oneOf('/availability'),
  ...oneOf('/commission'),
  { pointer: '/programmeAnswers/acquisChapters/0', code: 'too-large-number', value: [acquisChapters + 1] },
  { pointer: '/programmeAnswers/acquisChapters/0', code: 'too-small', value: [0] },
  { pointer: '/programmeAnswers/acquisChapters', code: 'given-twice', value: [1, 1] },
  { pointer: '/programmeAnswers/publicOfficial', code: 'wrong-type', value: 'perhaps' },
  { pointer: '/programmeAnswers/lighthouse', code: 'unknown-field', value: 'x' },
  ...oneOf('/digest'),
  { pointer: '/party', code: 'unknown-field', value: 'x' },
]

/** Answers with one rule broken; a flaw in a list stands where the list does. */
export const flawed = (answers: object, { pointer, code, value }: Flaw): Record<string, unknown> => {
  const broken = structuredClone(answers) as Record<string, unknown>
  const steps = pointer.slice(1).split('/')
  if (Array.isArray(value) && /^\d+$/.test(steps.at(-1) ?? '')) steps.pop()
  let at = broken
  for (const step of steps.slice(0, -1)) {
    at[step] ??= {}
    at = at[step] as Record<string, unknown>
  }
  const last = steps.at(-1) ?? ''
  if (value === undefined) delete at[last]
  else at[last] = value
  // A stranger among other fields: the place belongs to its country.
  if (code !== 'unknown-place' && pointer.startsWith('/authority/'))
    delete (broken.authority as Record<string, unknown>).place
  return broken
}
