import * as z from 'zod/mini'
import type { Operation } from '../http/operation.ts'
import { territoryCodes } from '../places/communities.ts'
import { tiers } from '../register/entry.ts'
import { applicantKinds, contactAreas } from './rule-words.ts'

const summary = () =>
  z.object({
    id: z.string(),
    name: z.string(),
    summary: z.string(),
    state: z.string(),
    url: z.string(),
  })

/** Whom 'may we take part?' is about, as query parameters. */
export const applicantSchema = z.object({
  country: z.optional(z.enum(territoryCodes)),
  tier: z.optional(z.enum(tiers)),
  kind: z.optional(z.enum(applicantKinds)),
})

/** The programmes' part of the HTTP contract. */
export const programmesOperations = {
  listProgrammes: {
    id: 'list-programmes',
    method: 'GET',
    path: '/programmes',
    access: 'everybody',
    summary: 'The cooperation schemes, in words.',
    answers: {
      200: { description: 'All programmes.', schema: () => z.object({ programmes: z.array(summary()) }) },
    },
  },
  showProgramme: {
    id: 'show-programme',
    method: 'GET',
    path: '/programmes/{id}',
    access: 'everybody',
    summary: "One programme's rules, and whether an authority may take part.",
    query: {
      country: {
        description:
          'Where the one is that asks whether to take part: a country, or TCC (Turkish Cypriot community).',
        schema: z.optional(z.enum(territoryCodes)),
        example: 'LY',
      },
      kind: {
        description: 'Who asks; not stated: an authority.',
        schema: z.optional(z.enum(applicantKinds)),
        example: 'authority',
      },
      tier: {
        description: 'What the authority is.',
        schema: z.optional(z.enum(tiers)),
        example: 'municipality',
      },
    },
    answers: {
      200: {
        description: 'The rules as data; `eligibility` where a country was named.',
        schema: () =>
          z.extend(summary(), {
            rules: z.looseObject({}),
            eligibility: z.optional(
              z.object({
                answer: z.enum(['eligible', 'not-eligible', 'ask']),
                reasons: z.array(z.object({ code: z.string(), sentence: z.string() })),
              }),
            ),
            edited: z.optional(z.object({ revision: z.int(), editedAt: z.string() })),
            contacts: z.array(
              z.object({
                area: z.optional(z.enum(contactAreas)),
                name: z.optional(z.string()),
                points: z.array(
                  z.object({ function: z.string(), mail: z.string(), phone: z.optional(z.string()) }),
                ),
              }),
            ),
          }),
      },
    },
    problems: [404, 422],
  },
} as const satisfies Record<string, Operation>
