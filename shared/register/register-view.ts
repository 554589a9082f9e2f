import type * as z from 'zod/mini'
import type { Links } from '../http/links.ts'
import type { Messages } from '../messages/messages.ts'
import { type CountryCode, countryLabel } from '../places/countries.ts'
import type { ThemeId } from '../themes/themes.ts'
import { type HeadingId, headingIds, labelOf } from '../themes/vocabulary.ts'
import { type Direction, directions, type Entry, type EntryItem } from './entry.ts'
import type { RegisterParameters } from './read-register-query.ts'
import type { RegisterAnswer } from './register-index.ts'
import type { entrySchema } from './register-operations.ts'

/** An entry for readers, with labels in their language. */
export type EntryView = z.output<typeof entrySchema>

/**
 * What a reader gets of an entry.
 *
 * @param items those that the reader may see
 */
export const entryView = (
  { entryId, authority, languages, languagesAssumed, updatedAt }: Entry,
  items: readonly EntryItem[],
  t: Messages,
  links: Links,
): EntryView => ({
  entryId,
  authority: {
    name: authority.name,
    country: authority.country,
    countryLabel: countryLabel(authority.country, t.language),
    ...(authority.tier && { tier: authority.tier }),
    ...(authority.population !== undefined && { population: authority.population }),
  },
  languages: [...languages],
  languagesAssumed,
  items: items.map((item) => ({
    itemId: item.itemId,
    direction: item.direction,
    theme: item.theme,
    themeLabel: labelOf(item.theme, t.language),
    description: item.description,
    language: item.language,
    formats: [...item.formats],
    programmes: [...item.programmes],
    countries: [...item.countries],
    ...(item.evidence !== undefined && { evidence: item.evidence }),
  })),
  updatedAt,
  url: links.to(`/register/${encodeURIComponent(entryId)}`),
})

type FacetValue = { readonly value: string; readonly label: string; readonly count: number }
export type FacetViews = Readonly<Record<'direction' | 'theme' | 'country', readonly FacetValue[]>>

/** What a reader gets of a search. */
export type SearchView = {
  readonly total: number
  readonly items: readonly EntryView[]
  readonly facets: FacetViews
  readonly nextCursor?: string
  readonly searchedAs: readonly {
    readonly word: string
    readonly themes: readonly ThemeId[]
    /** The themes' labels. */
    readonly as: readonly string[]
    readonly similar: readonly string[]
  }[]
  readonly words: 'all' | 'any'
  readonly didYouMean: RegisterAnswer['didYouMean']
}

/** An answer of the search as its reader gets it, with labels in the language of `t` and links for people. */
export const searchView = (
  answer: RegisterAnswer,
  asked: RegisterParameters,
  t: Messages,
  links: Links,
): SearchView => ({
  total: answer.total,
  items: answer.entries.map(({ entry, matching }) => entryView(entry, matching, t, links)),
  facets: facetViews(answer, asked, t),
  ...(answer.nextCursor !== undefined && { nextCursor: answer.nextCursor }),
  searchedAs: answer.searchedAs.map(({ word, themes, similar }) => ({
    word,
    themes,
    as: themes.map((theme) => labelOf(theme, t.language)),
    similar,
  })),
  words: answer.words,
  didYouMean: answer.didYouMean,
})

/** How a filter's value reads. */
export const filterLabel = (facet: keyof FacetViews, value: string, t: Messages): string => {
  if (facet === 'direction') return t(`register.direction.${value}`)
  return facet === 'theme'
    ? labelOf(value as ThemeId | HeadingId, t.language)
    : countryLabel(value as CountryCode, t.language)
}

/** Most first, directions in their own order. What is chosen is there even where it finds nothing. */
const facetViews = ({ facets }: RegisterAnswer, asked: RegisterParameters, t: Messages): FacetViews => {
  const { compare } = new Intl.Collator(t.language)
  const view = (facet: keyof FacetViews, order: (a: FacetValue, b: FacetValue) => number): FacetValue[] => {
    const counted = new Map(facets[facet])
    for (const value of asked[facet] ?? [])
      if (!counted.has(value) && !(headingIds as readonly string[]).includes(value)) counted.set(value, 0)
    return [...counted]
      .map(([value, count]) => ({ value, label: filterLabel(facet, value, t), count }))
      .sort(order)
  }
  const mostFirst = (a: FacetValue, b: FacetValue) => b.count - a.count || compare(a.label, b.label)
  const own = ({ value }: FacetValue) => directions.indexOf(value as Direction)
  return {
    direction: view('direction', (a, b) => own(a) - own(b)),
    theme: view('theme', mostFirst),
    country: view('country', mostFirst),
  }
}
