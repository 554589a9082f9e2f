import * as z from 'zod/mini'
import type { Operation } from '../http/operation.ts'
import { countryCodes } from '../places/countries.ts'
import { formats, tiers } from '../register/entry.ts'
import { themeIds } from '../themes/themes.ts'
import { matchmakingSchema } from './need.ts'
import { peersSchema } from './read-shortlist-query.ts'
import { exclusions, terms } from './suggestion.ts'
import { changes } from './what-would-help.ts'

/** A suggestion, as data. */
export const suggestionSchema = () =>
  z.object({
    entryId: z.string(),
    itemId: z.string(),
    authority: z.object({
      name: z.string(),
      country: z.enum(countryCodes),
      tier: z.optional(z.enum(tiers)),
      population: z.optional(z.int()),
    }),
    item: z.object({
      direction: z.enum(['offer', 'request']),
      theme: z.enum(themeIds),
      description: z.string(),
      language: z.string(),
      formats: z.array(z.enum(formats)),
    }),
    score: z.number(),
    reasons: z.array(
      z.object({ term: z.enum(terms), value: z.int(), stated: z.boolean(), sentence: z.string() }),
    ),
  })

/** Suggestions with what was left out and what would help, as data. */
export const suggestionsSchema = () =>
  z.object({
    items: z.array(suggestionSchema()),
    total: z.int(),
    excluded: z.array(z.object({ reason: z.enum(exclusions), count: z.int(), sentence: z.string() })),
    wouldHelp: z.array(z.object({ change: z.enum(changes), more: z.int(), sentence: z.string() })),
  })

const prefill = (name: string, meaning: string) =>
  [name, { description: meaning, schema: z.optional(z.string()) }] as const

/** The matchmaking's part of the HTTP contract. */
export const matchmakingOperations = {
  showMatchmaking: {
    id: 'show-matchmaking',
    method: 'GET',
    path: '/matchmaking',
    access: 'everybody',
    summary:
      'Who fits a registered public item; without one, the form that asks, or a JSON Schema of what it sends.',
    query: {
      entry: { description: 'The entry of a registered item.', schema: z.optional(z.string()) },
      item: { description: 'The item that looks for peers; needs `entry`.', schema: z.optional(z.string()) },
      direction: {
        description: 'Which form: what we look for (request, the default) or what we can offer.',
        schema: z.optional(z.enum(['request', 'offer'])),
      },
      ...Object.fromEntries(
        (['request', 'offer'] as const).flatMap((direction) => [
          prefill(
            `${direction}.theme`,
            `Fills in the theme of ${direction === 'offer' ? 'an offer' : 'a request'}.`,
          ),
          prefill(`${direction}.description`, 'Fills in the sentence about it.'),
          prefill(`${direction}.country`, 'Fills in where the authority is.'),
          prefill(`${direction}.interpretation`, 'Fills in whether an interpreter is welcome: yes or no.'),
        ]),
      ),
    },
    problems: [404, 422],
    answers: {
      200: { description: 'As POST /matchmaking; without an item the JSON Schema of its body.' },
    },
  },
  findPeers: {
    id: 'find-peers',
    method: 'POST',
    path: '/matchmaking',
    access: 'everybody',
    summary:
      'The best 20 public offers for a request (or requests for an offer), with reasons, and counts of what was left out.',
    body: {
      schema: matchmakingSchema,
      formAgain: true,
      example: {
        request: {
          theme: 'waste-management',
          description: 'Separate collection of waste in apartment blocks',
          language: 'en',
          languages: ['en', 'mk'],
          formats: ['study-visit'],
          country: 'MK',
          population: 51_519,
          programme: 'cor-register',
        },
      },
    },
    answers: {
      200: {
        description:
          'Best first. The values of the reasons are millionths of ln score and add up to it exactly; total counts all that fit. `wouldHelp`: how many more would fit if the asker stated one thing otherwise.',
        schema: suggestionsSchema,
      },
    },
    problems: [400, 403, 413, 415, 422, 503],
  },
  showShortlist: {
    id: 'show-shortlist',
    method: 'GET',
    path: '/matchmaking/shortlist',
    access: 'everybody',
    summary:
      'Chosen peers of a question, as the register has them now; for people two of them side by side. Nothing is stored: the address holds all of it.',
    query: {
      peer: {
        description: 'The `itemId` of a chosen peer; may be repeated.',
        schema: peersSchema,
        example: ['unknown.offer.waste-management'],
      },
      entry: { description: 'The entry of a registered item that asks.', schema: z.optional(z.string()) },
      item: {
        description:
          'The item that asks; needs `entry`. Without both, `request.…` or `offer.…` say the need.',
        schema: z.optional(z.string()),
      },
      'request.theme': {
        description:
          'The theme of the need; any field of the body of POST /matchmaking can be given in this way, with dots.',
        schema: z.optional(z.string()),
        example: 'waste-management',
      },
      'offer.theme': { description: 'The same for an offer.', schema: z.optional(z.string()) },
    },
    problems: [404, 422],
    answers: {
      200: {
        description:
          'Best first; `left`: those that do not fit any more; `gone`: how many are not there any more.',
        schema: () =>
          z.object({
            items: z.array(suggestionSchema()),
            left: z.array(
              z.object({
                entryId: z.string(),
                itemId: z.string(),
                reason: z.enum(exclusions),
                sentence: z.string(),
              }),
            ),
            gone: z.int(),
          }),
      },
    },
  },
} as const satisfies Record<string, Operation>
