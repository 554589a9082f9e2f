import * as z from 'zod/mini'
import type { Operation } from '../http/operation.ts'
import { entryStates } from '../register/entry.ts'
import { themeIds } from '../themes/themes.ts'
import { seenStates } from './introductions/seen-by.ts'
import { suggestionSchema, suggestionsSchema } from './matchmaking-operations.ts'

const ownSuggestions = () =>
  z.object({
    ...suggestionsSchema().shape,
    entryId: z.string(),
    authority: z.string(),
    itemId: z.string(),
    direction: z.enum(['offer', 'request']),
    theme: z.enum(themeIds),
    themeLabel: z.string(),
    items: z.array(
      z.object({
        ...suggestionSchema().shape,
        told: z.boolean(),
        about: z.string(),
        introduction: z.optional(z.object({ introductionId: z.string(), state: z.enum(seenStates) })),
      }),
    ),
  })

/** What fits somebody's own offers and requests, as data. */
const mySuggestionsSchema = () =>
  z.object({
    suggestions: z.array(ownSuggestions()),
    notPublic: z.array(z.object({ entryId: z.string(), authority: z.string(), state: z.enum(entryStates) })),
  })

/** The part of the HTTP contract that is about what fits one's own entries. */
export const ownSuggestionsOperations = {
  showMySuggestions: {
    id: 'show-my-suggestions',
    method: 'GET',
    path: '/my/suggestions',
    access: 'respondent',
    summary:
      "For each offer and request of one's public entries the best 20 peers, with reasons and what was said about them before.",
    query: {
      item: { description: 'Only those of this own item.', schema: z.optional(z.string()) },
    },
    answers: {
      200: {
        description:
          'Best first. `told`: a digest told of it. `introduction`: where the two stand, as far as one may know. `notPublic`: own entries for which nothing is suggested while they are not public.',
        schema: mySuggestionsSchema,
      },
    },
    problems: [401, 404, 503],
  },
} as const satisfies Record<string, Operation>
