import * as z from 'zod/mini'
import type { Operation } from '../http/operation.ts'
import { countryCodes } from '../places/countries.ts'
import { themeIds } from '../themes/themes.ts'

const labels = z.record(z.string(), z.string())

/** Figures of the register, as everybody may see them. */
const counts = { offering: z.int(), asking: z.int() }
const numbers = {
  ...counts,
  authorities: z.int(),
  countries: z.int(),
  byCountry: z.array(z.object({ country: z.enum(countryCodes), authorities: z.int(), ...counts })),
}

/** What `GET /places` is asked: a name of one letter at least, and a country to look in alone. */
export const placesQuery = z.object({
  q: z.string().check(z.trim(), z.minLength(1, 'missing'), z.maxLength(100, 'too-long')),
  country: z.optional(z.enum(countryCodes)),
})

/** The site's part of the HTTP contract: what belongs to no single feature. */
export const siteOperations = {
  showHome: {
    id: 'show-home',
    method: 'GET',
    path: '/',
    access: 'everybody',
    summary: 'What this is, the search, and the register in numbers.',
    answers: {
      200: {
        description: 'The name, the numbers and where to go on.',
        schema: () =>
          z.object({
            name: z.string(),
            numbers: z.object(numbers),
            links: z.record(z.string(), z.string()),
          }),
      },
    },
  },
  checkHealth: {
    id: 'check-health',
    method: 'GET',
    path: '/health',
    access: 'everybody',
    summary: 'Whether the register can be read right now; 503 when the table does not answer.',
    answers: {
      200: { description: 'It can.', schema: () => z.object({ status: z.literal('ok'), stage: z.string() }) },
    },
    page: false,
  },
  showOpenapi: {
    id: 'show-openapi',
    method: 'GET',
    path: '/openapi.json',
    access: 'everybody',
    summary: 'This document: every operation as OpenAPI 3.1.',
    answers: { 200: { description: 'OpenAPI 3.1.', schema: () => z.looseObject({ openapi: z.string() }) } },
    page: false,
  },
  findPlaces: {
    id: 'find-places',
    method: 'GET',
    path: '/places',
    access: 'everybody',
    summary: 'Known places by name, in any usual spelling and script, the likeliest first; ten at most.',
    query: {
      q: {
        description: 'A name or its beginning: Zawiya, Az-Zawiyah, Lwów.',
        schema: placesQuery.shape.q,
        example: 'Lwów',
      },
      country: {
        description: 'Only places there.',
        schema: placesQuery.shape.country,
        example: 'UA',
      },
    },
    answers: {
      200: {
        description: 'The places; none, where nothing fits.',
        schema: () =>
          z.object({
            places: z.array(
              z.object({
                code: z.string(),
                name: z.string(),
                otherNames: z.array(z.string()),
                country: z.enum(countryCodes),
                countryLabel: z.string(),
                footnote: z.optional(z.string()),
                population: z.optional(z.int()),
                position: z.object({ latitude: z.number(), longitude: z.number() }),
              }),
            ),
            source: z.object({ name: z.string(), licence: z.string(), url: z.string() }),
          }),
      },
    },
    problems: [422],
    page: false,
  },
  showVocabulary: {
    id: 'show-vocabulary',
    method: 'GET',
    path: '/vocabulary',
    access: 'everybody',
    summary: 'Themes, formats and languages with their labels; as SKOS for Accept: application/ld+json.',
    answers: {
      200: {
        description: 'The vocabulary.',
        schema: () =>
          z.object({
            headings: z.array(z.object({ id: z.string(), labels })),
            themes: z.array(
              z.object({
                id: z.string(),
                broader: z.string(),
                labels,
                alternatives: z.record(z.string(), z.array(z.string())),
                scopeNote: labels,
                eurovoc: z.string(),
                sdg: z.array(z.int()),
                acquis: z.array(z.int()),
                commissions: z.array(z.string()),
                related: z.array(z.string()),
              }),
            ),
            formats: z.array(z.object({ id: z.string(), labels })),
            languages: z.array(z.object({ id: z.string(), labels })),
          }),
      },
    },
    page: false,
    produces: ['application/ld+json'],
  },
  showStatistics: {
    id: 'show-statistics',
    method: 'GET',
    path: '/statistics',
    access: 'everybody',
    summary: 'The register in public numbers: by direction, theme, country and language; also as CSV.',
    query: {
      as: {
        description: 'csv gives the table as a file, for links, which cannot name a type in Accept.',
        schema: z.optional(z.literal('csv')),
        example: 'csv',
      },
    },
    answers: {
      200: {
        description: 'The numbers.',
        schema: () =>
          z.object({
            ...numbers,
            items: z.object({ offer: z.int(), request: z.int(), interest: z.int() }),
            byTheme: z.array(z.object({ theme: z.enum(themeIds), ...counts })),
            byLanguage: z.array(z.object({ language: z.string(), authorities: z.int() })),
          }),
      },
    },
    produces: ['text/csv'],
  },
  showPrivacyNotice: {
    id: 'show-privacy-notice',
    method: 'GET',
    path: '/privacy/{version}',
    access: 'everybody',
    summary: 'What is held about people, why, how long, and their rights, as of one version of the notice.',
    answers: {
      200: { description: 'The notice.', schema: () => z.object({ title: z.string(), text: z.string() }) },
    },
    problems: [404],
  },
  showAccessibility: {
    id: 'show-accessibility',
    method: 'GET',
    path: '/accessibility',
    access: 'everybody',
    summary: 'The accessibility statement.',
    answers: {
      200: { description: 'The statement.', schema: () => z.object({ title: z.string(), text: z.string() }) },
    },
  },
  showContact: {
    id: 'show-contact',
    method: 'GET',
    path: '/contact',
    access: 'everybody',
    summary: 'Whom to write to.',
    answers: {
      200: {
        description: 'The address.',
        schema: () => z.object({ title: z.string(), text: z.string(), address: z.string() }),
      },
    },
  },
  showAsset: {
    id: 'show-asset',
    method: 'GET',
    path: '/assets/{file}',
    access: 'everybody',
    summary:
      "The stage's logo or a script of our pages, at the address that pages name; it never changes there.",
    answers: { 200: { description: 'A drawing or a script.' } },
    problems: [404],
    page: false,
    produces: ['image/svg+xml', 'text/javascript'],
  },
  showIcon: {
    id: 'show-icon',
    method: 'GET',
    path: '/favicon.ico',
    access: 'everybody',
    summary: "The site's mark, for clients that ask for it by habit.",
    answers: { 200: { description: 'A drawing.' } },
    page: false,
    produces: ['image/svg+xml'],
  },
} as const satisfies Record<string, Operation>
