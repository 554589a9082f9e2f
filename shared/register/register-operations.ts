import * as z from 'zod/mini'
import type { Operation } from '../http/operation.ts'
import { countryCodes } from '../places/countries.ts'
import { programmeIds } from '../programmes/programmes.ts'
import { workingLanguages } from '../survey/working-languages.ts'
import { headingIds, themeIds } from '../themes/themes.ts'
import { directions, formats, tiers } from './entry.ts'
import { populationBands } from './facets.ts'
import { sortOrders } from './register-index.ts'

/** Longest search text, in characters. */
const longestSearch = 200
/** Entries a page. */
export const pageSize = { default: 20, most: 100 } as const

const item = () =>
  z.object({
    itemId: z.string(),
    direction: z.enum(directions),
    theme: z.enum(themeIds),
    themeLabel: z.string(),
    description: z.string(),
    language: z.string(),
    formats: z.array(z.enum(formats)),
    programmes: z.array(z.string()),
    countries: z.array(z.enum(countryCodes)),
    evidence: z.optional(z.number()),
  })

/** An entry as API clients get it: only the items that the viewer may see. */
export const entrySchema = () =>
  z.object({
    entryId: z.string(),
    authority: z.object({
      name: z.string(),
      country: z.enum(countryCodes),
      countryLabel: z.string(),
      tier: z.optional(z.enum(tiers)),
      population: z.optional(z.number()),
    }),
    languages: z.array(z.string()),
    languagesAssumed: z.boolean(),
    items: z.array(item()),
    updatedAt: z.string(),
    url: z.string(),
  })

const facetValue = () => z.object({ value: z.string(), label: z.string(), count: z.number() })
const facet = () => z.array(facetValue())
/** Headings and themes, each theme after its heading. */
const themeFacet = () => z.array(z.extend(facetValue(), { broader: z.optional(z.enum(headingIds)) }))

const themeOrHeading = z.enum([...themeIds, ...headingIds])

/** A whole search as a file. */
const fileFormats = ['csv', 'json'] as const

/** The query parameters that `GET /register` knows; others are ignored. */
export const registerQuerySchemas = {
  q: z.string().check(z.maxLength(longestSearch, 'too-long')),
  direction: z.array(z.enum(directions)),
  theme: z.array(themeOrHeading),
  country: z.array(z.enum(countryCodes)),
  tier: z.array(z.enum(tiers)),
  population: z.array(z.enum(populationBands)),
  language: z.array(z.enum(workingLanguages)),
  programme: z.array(z.enum(programmeIds)),
  format: z.array(z.enum(formats)),
  sort: z.enum(sortOrders),
  as: z.enum([...fileFormats, 'atom']),
  limit: z.int().check(z.minimum(1, 'too-few'), z.maximum(pageSize.most, 'too-many')),
  cursor: z.string().check(z.maxLength(2000, 'wrong-value')),
}

/** What a search is asked, as the contract describes it. */
const question = {
  q: {
    description:
      'Words that must all occur; the last may be unfinished unless a space follows it; words in quotes stand side by side. Names of themes in many languages find the theme.',
    schema: registerQuerySchemas.q,
    example: 'waste',
  },
  direction: {
    description: 'Only these directions; may be repeated.',
    schema: registerQuerySchemas.direction,
    example: ['offer'],
  },
  theme: {
    description: 'Only these themes; a heading includes the themes under it; may be repeated.',
    schema: registerQuerySchemas.theme,
    example: ['waste-management'],
  },
  country: {
    description: 'Only authorities of these countries (ISO 3166-1, XK for Kosovo); may be repeated.',
    schema: registerQuerySchemas.country,
    example: ['NL'],
  },
  tier: {
    description: 'Only authorities of these kinds; may be repeated.',
    schema: registerQuerySchemas.tier,
    example: ['municipality'],
  },
  population: {
    description: 'Only authorities with so many inhabitants; may be repeated.',
    schema: registerQuerySchemas.population,
    example: ['to-500000'],
  },
  language: {
    description: 'Only authorities that work in one of these languages (BCP 47); may be repeated.',
    schema: registerQuerySchemas.language,
    example: ['en'],
  },
  programme: {
    description: 'Only items for these programmes; may be repeated.',
    schema: registerQuerySchemas.programme,
    example: ['cor-register'],
  },
  format: {
    description: 'Only items in these formats; may be repeated.',
    schema: registerQuerySchemas.format,
    example: ['study-visit'],
  },
  sort: {
    description:
      'By relevance (then the newest first), the newest first, or by name as the language of the answer sorts.',
    schema: registerQuerySchemas.sort,
    example: 'relevance',
  },
} as const

/** The register's part of the HTTP contract. */
export const registerOperations = {
  searchRegister: {
    id: 'search-register',
    method: 'GET',
    path: '/register',
    access: 'everybody',
    summary:
      'Searches the register. Filters hold for one and the same offer, request or interest; each facet is counted without its own filter.',
    query: {
      ...question,
      as: {
        description:
          'The newest entries as an Atom feed (atom); the whole result as a file (csv, json) is a redirect to `/register/export`.',
        schema: registerQuerySchemas.as,
      },
      limit: {
        description: `Entries a page, ${pageSize.default} unless said otherwise.`,
        schema: registerQuerySchemas.limit,
        example: 20,
      },
      cursor: {
        description:
          'Where to go on: `nextCursor` of the page before, with the same other parameters. It reads on in the same version of the register until the next daily rebuild, then it gives 410.',
        schema: registerQuerySchemas.cursor,
      },
    },
    answers: {
      200: {
        description: 'The entries with at least one matching item, best first.',
        schema: () =>
          z.object({
            total: z.number(),
            items: z.array(entrySchema()),
            facets: z.object({
              direction: facet(),
              theme: themeFacet(),
              country: facet(),
              tier: facet(),
              population: facet(),
              language: facet(),
              programme: facet(),
              format: facet(),
            }),
            nextCursor: z.optional(z.string()),
            searchedAs: z.array(
              z.object({
                word: z.string(),
                themes: z.array(z.enum(themeIds)),
                as: z.array(z.string()),
                names: z.array(z.string()),
                similar: z.array(z.string()),
              }),
            ),
            words: z.enum(['all', 'any']),
            absent: z.array(z.string()),
            didYouMean: z.array(z.object({ word: z.string(), instead: z.array(z.string()) })),
          }),
      },
    },
    problems: [410, 422, 503],
    produces: ['application/atom+xml'],
  },
  showEntry: {
    id: 'show-entry',
    method: 'GET',
    path: '/register/{entryId}',
    access: 'everybody',
    summary: 'One public entry with its public offers, requests and interests.',
    answers: { 200: { description: 'The entry.', schema: entrySchema } },
    problems: [404, 503],
  },
} as const satisfies Record<string, Operation>

/** The whole result of a search, by a function of its own: its answers are streamed. */
export const exportOperations = {
  exportSearch: {
    id: 'export-search',
    method: 'GET',
    path: '/register/export',
    access: 'everybody',
    summary:
      'Everything that a search finds as one file, sent while it is read. An answer that ends before its time is cut off, so that no program takes a part for the whole.',
    query: {
      ...question,
      as: {
        description: 'One row an item, as a table, or one object an entry, as data.',
        schema: z.enum(fileFormats),
        example: 'json',
      },
    },
    answers: {
      200: {
        description: 'All entries with at least one matching item, best first.',
        schema: () => z.object({ total: z.number(), items: z.array(entrySchema()) }),
      },
    },
    problems: [422, 503],
    produces: ['text/csv'],
  },
} as const satisfies Record<string, Operation>
