import type * as z from 'zod/mini'
import type { Links } from '../http/links.ts'
import type { Messages } from '../messages/messages.ts'
import { type CountryCode, countryLabel } from '../places/countries.ts'
import { programmeName } from '../programmes/programmes.ts'
import { languageLabel } from '../survey/working-languages.ts'
import { labelOf } from '../themes/theme-words.ts'
import { type HeadingId, headingIds, headingOf, type ThemeId } from '../themes/themes.ts'
import { directions, type Entry, type EntryItem, tiers } from './entry.ts'
import { type FacetName, facetNames, populationBands } from './facets.ts'
import type { RegisterParameters } from './read-register-query.ts'
import type { RegisterAnswer } from './register-index.ts'
import type { entrySchema } from './register-operations.ts'

/** An entry for readers, with labels in their language. */
export type EntryView = z.output<ReturnType<typeof entrySchema>>

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

type FacetValue = {
  readonly value: string
  readonly label: string
  readonly count: number
  /** The heading of a theme. */
  readonly broader?: HeadingId
}
export type FacetViews = Readonly<Record<FacetName, readonly FacetValue[]>>

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
    /** Other names of a place. */
    readonly names: readonly string[]
    readonly similar: readonly string[]
  }[]
  readonly words: 'all' | 'any'
  readonly absent: readonly string[]
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
  searchedAs: answer.searchedAs.map(({ word, themes, names, similar }) => ({
    word,
    themes,
    as: themes.map((theme) => labelOf(theme, t.language)),
    names,
    similar,
  })),
  words: answer.words,
  absent: answer.absent,
  didYouMean: answer.didYouMean,
})

/** How a filter's value reads. */
export const filterLabel = (facet: FacetName, value: string, t: Messages): string => {
  switch (facet) {
    case 'theme':
      return labelOf(value as ThemeId | HeadingId, t.language)
    case 'country':
      return countryLabel(value as CountryCode, t.language)
    case 'language':
      return languageLabel(value, t.language)
    case 'programme':
      return programmeName(value, t.language)
    default:
      return t(`register.${facet}.${value}`)
  }
}

/** Facets whose values have an order of their own; the others begin with what is found most. */
const ownOrder: Partial<Record<FacetName, readonly string[]>> = {
  direction: directions,
  tier: tiers,
  population: populationBands,
}

const isHeading = (value: string): value is HeadingId => (headingIds as readonly string[]).includes(value)

/** Each facet's values in order. What is chosen is there even where it finds nothing. */
const facetViews = ({ facets }: RegisterAnswer, asked: RegisterParameters, t: Messages): FacetViews => {
  const { compare } = new Intl.Collator(t.language)
  const mostFirst = (a: FacetValue, b: FacetValue) => b.count - a.count || compare(a.label, b.label)
  const view = (facet: FacetName): FacetValue[] => {
    const counted = new Map([...facets[facet], ...(facet === 'theme' ? facets.heading : [])])
    for (const value of asked[facet] ?? []) if (!counted.has(value)) counted.set(value, 0)
    const values = [...counted].map(
      ([value, count]): FacetValue => ({ value, label: filterLabel(facet, value, t), count }),
    )
    const own = ownOrder[facet]
    return own ? values.sort((a, b) => own.indexOf(a.value) - own.indexOf(b.value)) : values.sort(mostFirst)
  }
  return {
    ...(Object.fromEntries(facetNames.map((facet) => [facet, view(facet)])) as Record<
      FacetName,
      FacetValue[]
    >),
    theme: underHeadings(view('theme')),
  }
}

/** Each heading followed by its themes. */
const underHeadings = (values: readonly FacetValue[]): FacetValue[] => {
  const found = new Set(values.flatMap(({ value }) => (isHeading(value) ? [value] : [])))
  return values
    .filter(({ value }) => isHeading(value))
    .flatMap((heading) => [
      heading,
      ...values.flatMap((theme) => {
        if (isHeading(theme.value)) return []
        const id = headingOf(theme.value as ThemeId)
        return id === heading.value ? [{ ...theme, broader: id }] : []
      }),
    ])
    .concat(values.filter(({ value }) => !isHeading(value) && !found.has(headingOf(value as ThemeId))))
}
