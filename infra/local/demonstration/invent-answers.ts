import type * as z from 'zod/mini'
import type { Language } from '../../../shared/messages/languages.ts'
import { isLanguage } from '../../../shared/messages/languages.ts'
import { sideOf } from '../../../shared/places/countries.ts'
import { isProgrammeId } from '../../../shared/programmes/programmes.ts'
import { type Direction, type Format, formats, type Role } from '../../../shared/register/entry.ts'
import type { surveySchema } from '../../../shared/survey/survey-schema.ts'
import { isThemeId } from '../../../shared/themes/themes.ts'
import type { Chance } from './chance.ts'
import { canTell, describeItem, type Teller } from './describe-item.ts'
import { languagesOf, oldFriendsOf } from './languages.ts'
import { leaningOf } from './leanings.ts'
import type { Place } from './places/place.ts'
import { allTexts } from './texts/all-texts.ts'
import { sayableBy } from './texts/sentence.ts'

/** A survey as a program posts it. */
export type Answers = z.input<ReturnType<typeof surveySchema>>
type AnswersItem = Answers['items'][number]

/** Themes of the Nicosia Initiative in which Member States around the Mediterranean help. */
const nicosiaHelpers: ReadonlySet<string> = new Set([
  'IT',
  'ES',
  'FR',
  'MT',
  'CY',
  'GR',
  'PT',
  'NL',
  'BE',
  'DE',
  'FI',
])
const nicosiaThemes: ReadonlySet<string> = new Set([
  'primary-health-care',
  'waste-management',
  'water-supply',
  'administrative-reform',
  'staff-training',
  'fisheries',
  'arid-agriculture',
  'inter-municipal-cooperation',
])
const integrityThemes: ReadonlySet<string> = new Set([
  'integrity-plans',
  'corruption-risk',
  'internal-audit',
  'public-procurement',
  'e-services',
  'transparency',
])
const enlargement: ReadonlySet<string> = new Set(['AL', 'BA', 'XK', 'ME', 'MK', 'RS', 'TR', 'UA', 'MD', 'GE'])

/** The programmes that somebody of this country would name for this theme; only those that the register has. */
const programmesFor = (place: Place, theme: string, chance: Chance): AnswersItem['programmes'] => {
  const side = sideOf(place.country)
  const wished = [
    nicosiaThemes.has(theme) &&
      ((place.country === 'LY' && chance.happens(0.8)) ||
        (nicosiaHelpers.has(place.country) && chance.happens(0.2))) &&
      'nicosia',
    integrityThemes.has(theme) &&
      ((place.country === 'UA' && chance.happens(0.6)) || (side === 'eu' && chance.happens(0.25))) &&
      'euaci-integrity-cities',
    theme === 'eu-integration' &&
      (side === 'eu' || enlargement.has(place.country)) &&
      chance.happens(0.5) &&
      'taiex',
    chance.happens(0.1) && 'cor-register',
  ]
  return wished.filter(isProgrammeId)
}

/** How many of each direction: Member States mostly offer, partners mostly ask, and many do both. */
const directionsOf = (place: Place, chance: Chance): Direction[] => {
  const givesMore = sideOf(place.country) === 'eu'
  const many = (weights: readonly [number, number, number]) =>
    chance.weighted(weights.map((weight, count) => [count, weight] as const))
  const offers = many(givesMore ? [1, 6, 3] : [6, 5, 1])
  const requests = many(givesMore ? [6, 4, 1] : [1, 6, 4])
  const wanted: Direction[] = [
    ...Array.from({ length: offers }, () => 'offer' as const),
    ...Array.from({ length: requests }, () => 'request' as const),
    ...(chance.happens(0.25) ? (['interest'] as const) : []),
  ]
  return wanted.length > 0 ? wanted : [givesMore ? 'offer' : 'request']
}

const visibilityOf = (theme: string, direction: Direction, chance: Chance) =>
  // A named weakness is told to fewer people.
  integrityThemes.has(theme) && direction === 'request'
    ? chance.weighted([
        ['public', 5],
        ['registered', 3],
        ['secretariat', 2],
      ] as const)
    : chance.weighted([
        ['public', 85],
        ['registered', 10],
        ['secretariat', 5],
      ] as const)

const desks = [
  'cooperation',
  'international',
  'projects',
  'mayors-office',
  'partnerships',
  'secretariat',
] as const

/** What an authority answers: invented, and fitting for the place. */
export const inventAnswers = (
  place: Place,
  domain: string,
  chance: Chance,
  /** Of its own, so that a new sentence changes no theme, language or format. */
  chanceOfWords: Chance,
  teller: Teller,
): Answers & { readonly site: Language } => {
  const { writes, works } = languagesOf[place.country]
  const written = chance.weighted(writes.filter(([language]) => allTexts[language]))
  const texts = allTexts[written]
  if (!texts) throw new Error(`there are no texts in '${written}'`)
  const taken = new Set<string>()
  let introduced = !chance.happens(0.35)

  const items = directionsOf(place, chance).flatMap((direction): AnswersItem[] => {
    const leaning = leaningOf(place, direction === 'offer' ? 'offer' : 'request')
    // Nobody offers and asks for the same, or speaks of what the place has not.
    const open = leaning.filter(
      ([theme]) =>
        isThemeId(theme) &&
        !taken.has(theme) &&
        (direction === 'interest' || canTell(place, direction, theme, texts)),
    )
    if (open.length === 0) return []
    const theme = chance.weighted(open)
    if (!isThemeId(theme)) return []
    taken.add(theme)
    const friends = oldFriendsOf[place.country] ?? []
    const wishes: Format[] = direction === 'interest' ? [] : chance.some(formats, chance.between(0, 3))
    const description =
      direction === 'interest'
        ? teller.tell(theme, written, sayableBy(place, texts.interests), chanceOfWords)
        : describeItem({
            place,
            direction,
            theme,
            language: written,
            texts,
            formats: wishes,
            introduces: !introduced,
            teller,
            chance: chanceOfWords,
          })
    introduced = true
    return [
      {
        direction,
        theme,
        description,
        language: written as NonNullable<AnswersItem['language']>,
        visibility: visibilityOf(theme, direction, chance),
        formats: wishes,
        programmes: programmesFor(place, theme, chance),
        countries: chance.happens(0.25) ? chance.some(friends, chance.between(1, 3)) : [],
        ...(direction === 'offer' && chance.happens(0.5) && { evidence: chance.between(1, 6) }),
      },
    ]
  })

  const languages = chance.happens(0.85) ? works.slice(0, chance.between(1, works.length)) : undefined
  const offers = items.some(({ direction }) => direction === 'offer')
  return {
    site: isLanguage(written) ? written : 'en',
    role: chance.weighted<Role>([
      ['officer', 6],
      ['member', 2],
      ['alternate', 1],
      ['assistant', 1],
    ]),
    authority: {
      name: place.authority,
      country: place.country,
      tier: place.tier,
      ...(place.population !== undefined && { population: place.population }),
    },
    email: `${chance.oneOf(desks)}@${domain}.example.org`,
    items,
    ...(languages && {
      languages: [...new Set([written, ...languages])] as NonNullable<Answers['languages']>,
    }),
    ...(chance.happens(0.6) && { interpretation: chance.happens(0.75) }),
    ...(offers && chance.happens(0.6) && { capacity: chance.between(1, 4) }),
    digest: chance.weighted([
      ['weekly', 2],
      ['monthly', 2],
      ['never', 6],
    ] as const),
  }
}
