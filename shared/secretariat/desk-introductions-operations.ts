import * as z from 'zod/mini'
import type { Operation } from '../http/operation.ts'
import { declineReasons, introductionStates } from '../matchmaking/introductions/introduction.ts'
import { shelves } from '../matchmaking/introductions/shelf.ts'
import { deskRoles } from './desk-user.ts'

/** What a person can decide about two who want to talk. */
const introductionDecisions = ['introduce', 'close'] as const

/** The body of a decision; `revision` says which state of things it is about. */
export const introductionDecisionSchema = z.strictObject({
  decision: z.enum(introductionDecisions),
  revision: z.optional(z.int().check(z.minimum(1, 'too-few'))),
})

/** What names one of the two: its id, or the address of its page; the longest of our addresses fit. */
const named = z.string().check(z.trim(), z.minLength(1, 'missing'), z.maxLength(300, 'too-long'))

/** The body that proposes two entries to each other. */
export const proposedPairSchema = z.strictObject({ one: named, other: named })

const side = () =>
  z.object({
    entryId: z.string(),
    authority: z.string(),
    country: z.string(),
    countryLabel: z.string(),
    wants: z.boolean(),
    hope: z.optional(z.string()),
    /** Of who wanted it: what the other side would get. */
    address: z.optional(z.string()),
    capacity: z.optional(z.number()),
    spent: z.number(),
    helps: z.boolean(),
    outcome: z.optional(
      z.object({
        format: z.optional(z.string()),
        useful: z.optional(z.string()),
        line: z.optional(z.string()),
      }),
    ),
  })

/** An introduction as the desk sees it. */
export const deskIntroductionSchema = () =>
  z.object({
    introductionId: z.string(),
    state: z.enum(introductionStates),
    shelf: z.enum(shelves),
    revision: z.number(),
    since: z.string(),
    sides: z.array(side()),
    about: z.array(
      z.object({
        request: z.string(),
        offer: z.string(),
        themeLabel: z.string(),
        asks: z.string(),
        requestWords: z.string(),
        offerWords: z.string(),
      }),
    ),
    declined: z.optional(z.object({ entryId: z.string(), reason: z.enum(declineReasons) })),
    history: z.array(
      z.object({
        at: z.string(),
        deed: z.string(),
        by: z.string(),
        as: z.string(),
        to: z.enum(introductionStates),
        reason: z.optional(z.enum(declineReasons)),
      }),
    ),
    may: z.array(z.enum(introductionDecisions)),
  })

const listed = () =>
  z.object({
    introductionId: z.string(),
    authorities: z.array(z.string()),
    countries: z.array(z.string()),
    since: z.string(),
    url: z.string(),
  })

/** The introductions on a shelf, as data. */
export const deskIntroductionsSchema = () =>
  z.object({
    role: z.enum(deskRoles),
    shelf: z.enum(shelves),
    total: z.number(),
    introductions: z.array(listed()),
  })

const toSignIn = { description: 'For a browser that is not signed in: to the page that leads to the issuer.' }

/** The desk's part of the contract that is about introductions. */
export const deskIntroductionsOperations = {
  showDeskIntroductions: {
    id: 'show-desk-introductions',
    method: 'GET',
    path: '/secretariat/introductions',
    access: 'reader',
    summary: 'Introductions by where they stand; first those that both want and a person has to confirm.',
    query: {
      shelf: {
        description: 'Where they stand; those that wait for a confirmation unless stated.',
        schema: z.optional(z.enum(shelves)),
        example: 'introduced',
      },
    },
    answers: {
      200: { description: 'The longest there first.', schema: deskIntroductionsSchema },
      303: toSignIn,
    },
    problems: [401, 403, 422],
  },
  proposeIntroduction: {
    id: 'propose-introduction',
    method: 'POST',
    path: '/secretariat/introductions',
    access: 'officer',
    summary:
      'Proposes two public entries to each other, about what fits best: both sides are asked by mail whether they would like to talk.',
    body: {
      schema: () => proposedPairSchema,
      formAgain: true,
      example: { one: '01JD2Z7P5R6N8T4V3W1X0Y9ABC', other: '01JD2Z7P5R6N8T4V3W1X0Y9DEF' },
    },
    answers: {
      200: { description: 'As it stands now.', schema: deskIntroductionSchema },
      303: { description: 'The same for a form: to the page that shows it.' },
    },
    problems: [400, 401, 403, 409, 413, 415, 422, 503],
  },
  showDeskIntroduction: {
    id: 'show-desk-introduction',
    method: 'GET',
    path: '/secretariat/introductions/{introductionId}',
    access: 'reader',
    summary: 'One introduction with all that happened.',
    answers: { 200: { description: 'The introduction.', schema: deskIntroductionSchema }, 303: toSignIn },
    problems: [401, 403, 404],
  },
  decideIntroduction: {
    id: 'decide-introduction',
    method: 'POST',
    path: '/secretariat/introductions/{introductionId}/decision',
    access: 'officer',
    summary: 'Introduces two who both want it, by one mail to each, or closes it.',
    body: { schema: () => introductionDecisionSchema, example: { decision: 'introduce' } },
    answers: {
      200: { description: 'As it stands now.', schema: deskIntroductionSchema },
      303: { description: 'The same for a form: to the page that shows it.' },
    },
    problems: [400, 401, 403, 404, 409, 413, 415, 422, 503],
  },
} as const satisfies Record<string, Operation>
