import * as z from 'zod/mini'
import type { Operation } from '../http/operation.ts'
import { countryCodes } from '../places/countries.ts'
import { tiers } from '../register/entry.ts'
import { programmeIds } from './programmes.ts'

const summary = z.object({
  id: z.enum(programmeIds),
  name: z.string(),
  summary: z.string(),
  state: z.string(),
  url: z.string(),
})

/** Whom 'may we take part?' is about, as query parameters. */
export const applicantSchema = z.object({
  country: z.optional(z.enum(countryCodes)),
  tier: z.optional(z.enum(tiers)),
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
      200: { description: 'All programmes.', schema: z.object({ programmes: z.array(summary) }) },
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
        description: 'Where the authority is that asks whether it may take part.',
        schema: z.optional(z.enum(countryCodes)),
        example: 'LY',
      },
      tier: { description: 'What it is.', schema: z.optional(z.enum(tiers)), example: 'municipality' },
    },
    answers: {
      200: {
        description: 'The rules as data; `eligibility` where a country was named.',
        schema: z.extend(summary, {
          rules: z.looseObject({}),
          eligibility: z.optional(
            z.object({
              answer: z.enum(['eligible', 'not-eligible', 'ask']),
              reasons: z.array(z.object({ code: z.string(), sentence: z.string() })),
            }),
          ),
          contact: z.string(),
        }),
      },
    },
    problems: [404, 422],
  },
} as const satisfies Record<string, Operation>
