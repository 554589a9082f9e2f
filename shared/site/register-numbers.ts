import { type CountryCode, isCountryCode } from '../places/countries.ts'
import type { Direction } from '../register/entry.ts'
import type { RegisterAnswer, SearchIndex } from '../register/register-index.ts'
import { isThemeId, type ThemeId } from '../themes/themes.ts'

/** How many authorities offer and ask for something; who does both counts in both. */
type Counts = {
  readonly offering: number
  readonly asking: number
}

/** The register in four figures, and the same by country: those with most authorities first. */
export type RegisterNumbers = Counts & {
  readonly authorities: number
  readonly countries: number
  readonly byCountry: readonly (Counts & { readonly authorities: number; readonly country: CountryCode })[]
}

/** All that the register can be counted by, for everybody. */
export type RegisterStatistics = RegisterNumbers & {
  /** Offers, requests and interests, each counted by itself: an authority can have several. */
  readonly items: Readonly<Record<Direction, number>>
  /** Authorities that offer and ask on a theme, the most wanted first. */
  readonly byTheme: readonly (Counts & { readonly theme: ThemeId })[]
  /** Authorities by working language; who works in three counts in three. */
  readonly byLanguage: readonly { readonly language: string; readonly authorities: number }[]
}

type Facets = RegisterAnswer['facets']

/** The facets of all that visitors may see, and of each direction among it. */
type Counted = { readonly all: RegisterAnswer } & Readonly<
  Record<'offers' | 'requests' | 'interests', Facets>
>

const counted = async (index: SearchIndex): Promise<Counted> => {
  const facetsOf = async (direction: Direction): Promise<Facets> =>
    (await index.search({ direction: [direction], limit: 1 }, 'visitor')).facets
  return {
    all: await index.search({ limit: 1 }, 'visitor'),
    offers: await facetsOf('offer'),
    requests: await facetsOf('request'),
    interests: await facetsOf('interest'),
  }
}

const numbersOf = ({ all, offers, requests }: Counted): RegisterNumbers => ({
  authorities: all.total,
  countries: all.facets.country.size,
  offering: all.facets.direction.get('offer') ?? 0,
  asking: all.facets.direction.get('request') ?? 0,
  byCountry: [...all.facets.country]
    .flatMap(([country, authorities]) =>
      isCountryCode(country)
        ? [
            {
              country,
              authorities,
              offering: offers.country.get(country) ?? 0,
              asking: requests.country.get(country) ?? 0,
            },
          ]
        : [],
    )
    .sort((a, b) => b.authorities - a.authorities || (a.country < b.country ? -1 : 1)),
})

/** Counts what a visitor may see, nothing else: the counts are those of the search's own facets. */
export const registerNumbers = async (index: SearchIndex): Promise<RegisterNumbers> =>
  numbersOf(await counted(index))

/** An entry has one item of a direction and theme, so entries by theme are items. */
const itemsIn = ({ theme }: Facets): number => [...theme.values()].reduce((sum, count) => sum + count, 0)

/** The same count of a register, made once a version of it. */
export const onceAVersion = <T>(
  count: (index: SearchIndex) => Promise<T>,
): ((index: SearchIndex) => Promise<T>) => {
  let last: { readonly version: string; readonly value: T } | undefined
  return async (index) => {
    if (last?.version !== index.version) last = { version: index.version, value: await count(index) }
    return last.value
  }
}

/** All counts of what a visitor may see. */
export const registerStatistics = async (index: SearchIndex): Promise<RegisterStatistics> => {
  const facets = await counted(index)
  const themes = [...new Set([...facets.offers.theme.keys(), ...facets.requests.theme.keys()])].filter(
    isThemeId,
  )
  return {
    ...numbersOf(facets),
    items: {
      offer: itemsIn(facets.offers),
      request: itemsIn(facets.requests),
      interest: itemsIn(facets.interests),
    },
    byTheme: themes
      .map((theme) => ({
        theme,
        offering: facets.offers.theme.get(theme) ?? 0,
        asking: facets.requests.theme.get(theme) ?? 0,
      }))
      .sort((a, b) => b.asking - a.asking || b.offering - a.offering || (a.theme < b.theme ? -1 : 1)),
    byLanguage: [...facets.all.facets.language]
      .map(([language, authorities]) => ({ language, authorities }))
      .sort((a, b) => b.authorities - a.authorities || (a.language < b.language ? -1 : 1)),
  }
}
