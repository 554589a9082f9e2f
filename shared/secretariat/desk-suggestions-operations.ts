import * as z from 'zod/mini'
import type { Operation } from '../http/operation.ts'
import { shelves } from '../matchmaking/introductions/shelf.ts'
import { suggestionSchema, suggestionsSchema } from '../matchmaking/matchmaking-operations.ts'

const itemSuggestions = () =>
  z.object({
    ...suggestionsSchema().shape,
    itemId: z.string(),
    items: z.array(
      z.object({
        ...suggestionSchema().shape,
        introduction: z.optional(z.object({ introductionId: z.string(), shelf: z.enum(shelves) })),
      }),
    ),
  })

const deskSuggestionsSchema = () =>
  z.object({ entryId: z.string(), authority: z.string(), suggestions: z.array(itemSuggestions()) })

/** Fairness over the register, as data. */
const fairnessSchema = () =>
  z.object({
    requests: z.int(),
    asked: z.int(),
    offers: z.int(),
    exposureGini: z.optional(z.number()),
    neverShown: z.optional(z.number()),
    worstDecileFit: z.optional(z.number()),
    withThreeGoodPeers: z.optional(z.number()),
    lorenz: z.array(z.object({ offers: z.number(), shown: z.number() })),
  })

const toSignIn = { description: 'For a browser that is not signed in: to the page that leads to the issuer.' }

/** The desk's part of the contract that looks at the whole register; a function of its own serves it. */
export const deskSuggestionsOperations = {
  showDeskSuggestions: {
    id: 'show-desk-suggestions',
    method: 'GET',
    path: '/secretariat/entries/{entryId}/suggestions',
    access: 'reader',
    summary: 'Who fits each offer and request of a public entry, and where the two stand.',
    answers: {
      200: {
        description:
          'For each item the best 20, as the entry’s people could be told; what they may not see is counted as `visibility`.',
        schema: deskSuggestionsSchema,
      },
      303: toSignIn,
    },
    problems: [401, 403, 404, 503],
  },
  showFairness: {
    id: 'show-fairness',
    method: 'GET',
    path: '/secretariat/fairness',
    access: 'reader',
    summary: 'How fairly the register brings people together: who has good peers, and which offers are seen.',
    answers: {
      200: {
        description:
          'Shares from 0 to 1; missing where there is nothing to share. `lorenz`: the share of all showings that the least shown offers have.',
        schema: fairnessSchema,
      },
      303: toSignIn,
    },
    problems: [401, 403, 503],
  },
} as const satisfies Record<string, Operation>
