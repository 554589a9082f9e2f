import { type CountryCode, isCountryCode } from '../places/countries.ts'
import { type Direction, maySee } from '../register/entry.ts'
import type { RegisterAnswer, RegisterIndex } from '../register/register-index.ts'
import type { ThemeId } from '../themes/themes.ts'
import { isThemeId } from '../themes/vocabulary.ts'

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

/** The facets of all that visitors may see, of the offers and of the requests among it. */
const counted = (index: RegisterIndex) => {
  const facetsOf = (direction: Direction): Facets =>
    index.search({ direction: [direction], limit: 1 }, 'visitor').facets
  return {
    all: index.search({ limit: 1 }, 'visitor'),
    offers: facetsOf('offer'),
    requests: facetsOf('request'),
  }
}

const numbersOf = ({ all, offers, requests }: ReturnType<typeof counted>): RegisterNumbers => ({
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
export const registerNumbers = (index: RegisterIndex): RegisterNumbers => numbersOf(counted(index))

/** All counts of what a visitor may see. Looks at every entry once. */
export const registerStatistics = (index: RegisterIndex): RegisterStatistics => {
  const facets = counted(index)
  const items = { offer: 0, request: 0, interest: 0 }
  const languages = new Map<string, number>()
  for (const entry of index.entries()) {
    const seen = entry.items.filter(({ visibility }) => maySee('visitor', visibility))
    for (const { direction } of seen) items[direction] += 1
    if (seen.length > 0)
      for (const language of entry.languages) languages.set(language, (languages.get(language) ?? 0) + 1)
  }
  const themes = [...new Set([...facets.offers.theme.keys(), ...facets.requests.theme.keys()])].filter(
    isThemeId,
  )
  return {
    ...numbersOf(facets),
    items,
    byTheme: themes
      .map((theme) => ({
        theme,
        offering: facets.offers.theme.get(theme) ?? 0,
        asking: facets.requests.theme.get(theme) ?? 0,
      }))
      .sort((a, b) => b.asking - a.asking || b.offering - a.offering || (a.theme < b.theme ? -1 : 1)),
    byLanguage: [...languages]
      .map(([language, authorities]) => ({ language, authorities }))
      .sort((a, b) => b.authorities - a.authorities || (a.language < b.language ? -1 : 1)),
  }
}
