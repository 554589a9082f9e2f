import * as z from 'zod/mini'
import type { Operation } from '../http/operation.ts'
import { mostPerRequest, roundStates } from '../matchmaking/rounds/kept-round.ts'
import { programmeIds } from '../programmes/programmes.ts'
import { deskRoles } from './desk-user.ts'

/** The body that opens a round. */
export const openRoundSchema = z.strictObject({
  programme: z.enum(programmeIds),
  perRequest: z.int().check(z.minimum(1, 'too-few'), z.maximum(mostPerRequest, 'too-many')),
})

/** The body that publishes a round: under which floor, in millionths of fit. */
export const publishRoundSchema = z.strictObject({ floor: z.int().check(z.minimum(0, 'too-few')) })

/** The longest id of an item or entry. */
const id = () => z.string().check(z.minLength(1, 'missing'), z.maxLength(200, 'too-long'))

/** Which pair of a round is to be moved: a request's offer is taken out, put in, or changed for another. */
export const movePairSchema = z
  .strictObject({
    floor: z.int().check(z.minimum(0, 'too-few')),
    request: id(),
    from: z.optional(id()),
    to: z.optional(id()),
  })
  .check((payload) => {
    const { from, to } = payload.value
    if (from === undefined && to === undefined)
      payload.issues.push({ code: 'custom', message: 'missing', path: ['to'], input: to })
  })

/** The body that begins the work on a round again: the button says it all. */
export const restartRoundSchema = z.strictObject({})

const round = () =>
  z.object({
    roundId: z.string(),
    state: z.enum(roundStates),
    programme: z.enum(programmeIds),
    programmeLabel: z.string(),
    perRequest: z.number(),
    openedAt: z.string(),
    progress: z.number(),
    requests: z.optional(z.number()),
    offers: z.optional(z.number()),
    proposed: z.optional(z.number()),
    known: z.optional(z.number()),
    url: z.string(),
  })

/** The rounds, as data. */
export const deskRoundsSchema = () => z.object({ role: z.enum(deskRoles), rounds: z.array(round()) })

const point = () =>
  z.object({
    floor: z.int(),
    total: z.number(),
    worst: z.optional(z.number()),
    p10: z.optional(z.number()),
    gap: z.optional(z.number()),
    pairs: z.int(),
    notFullyServed: z.int(),
    url: z.string(),
  })

/** A round with its curve and, of one point of it, who is matched with whom and who is not served. */
export const deskRoundSchema = () =>
  z.object({
    ...round().shape,
    role: z.enum(deskRoles),
    points: z.array(point()),
    provenHighest: z.optional(z.number()),
    chosen: z.optional(
      z.object({
        floor: z.int(),
        moved: z.int(),
        pairs: z.array(
          z.object({
            request: z.string(),
            requestAuthority: z.string(),
            offer: z.string(),
            offerAuthority: z.string(),
            themeLabel: z.string(),
            fit: z.number(),
          }),
        ),
        unserved: z.array(
          z.object({
            request: z.string(),
            requestAuthority: z.string(),
            themeLabel: z.string(),
            missing: z.int(),
            reason: z.enum(['no-eligible', 'few-eligible', 'places-taken']),
            sentence: z.string(),
          }),
        ),
      }),
    ),
  })

/** What moving a pair would bring, as data. */
export const movedPairSchema = () =>
  z.object({
    roundId: z.string(),
    floor: z.int(),
    request: z.string(),
    requestAuthority: z.string(),
    themeLabel: z.string(),
    wanted: z.int(),
    offers: z.array(
      z.object({
        offer: z.string(),
        authority: z.string(),
        fit: z.number(),
        matched: z.boolean(),
        free: z.int(),
      }),
    ),
    from: z.optional(z.string()),
    to: z.optional(z.string()),
    effect: z.optional(
      z.object({
        possible: z.boolean(),
        before: z.object({ total: z.number(), worst: z.optional(z.number()), pairs: z.int() }),
        after: z.optional(z.object({ total: z.number(), worst: z.optional(z.number()), pairs: z.int() })),
        changes: z.array(z.object({ authority: z.string(), before: z.number(), after: z.number() })),
        objections: z.array(z.object({ reason: z.string(), sentence: z.string() })),
      }),
    ),
  })

const toSignIn = { description: 'For a browser that is not signed in: to the page that leads to the issuer.' }
const toPage = { description: 'The same for a form: to the page that shows it.' }
const posted = [400, 401, 403, 413, 415, 422, 503]

/** The desk's part of the contract that is about rounds. */
export const deskRoundsOperations = {
  showRounds: {
    id: 'show-rounds',
    method: 'GET',
    path: '/secretariat/rounds',
    access: 'reader',
    summary: 'The rounds: many requests matched with many offers at once; the newest first.',
    answers: { 200: { description: 'The rounds.', schema: deskRoundsSchema }, 303: toSignIn },
    problems: [401, 403],
  },
  openRound: {
    id: 'open-round',
    method: 'POST',
    path: '/secretariat/rounds',
    access: 'officer',
    summary: 'Opens a round for a programme: who takes part is frozen, and the matching begins.',
    body: {
      schema: () => openRoundSchema,
      formAgain: true,
      example: { programme: 'nicosia', perRequest: 3 },
    },
    answers: {
      202: { description: 'Opened: ask for it again to see how far it is.', schema: round },
      303: toPage,
    },
    problems: posted,
  },
  showRound: {
    id: 'show-round',
    method: 'GET',
    path: '/secretariat/rounds/{roundId}',
    access: 'reader',
    summary: 'A round: how far it is, the curve of floor against total, and one matching of it.',
    query: {
      floor: {
        description:
          'Which point of the curve is shown; the highest floor unless stated. In millionths of fit.',
        schema: z.optional(z.string().check(z.regex(/^\d{1,9}$/, 'wrong-value'))),
        example: '1500000',
      },
    },
    answers: { 200: { description: 'The round.', schema: deskRoundSchema }, 303: toSignIn },
    problems: [401, 403, 404, 422],
  },
  publishRound: {
    id: 'publish-round',
    method: 'POST',
    path: '/secretariat/rounds/{roundId}/publication',
    access: 'officer',
    summary:
      'Makes proposals of the matching under one floor: introductions that both sides are asked about.',
    body: { schema: () => publishRoundSchema, example: { floor: 0 } },
    answers: { 202: { description: 'On its way.', schema: round }, 303: toPage },
    problems: [...posted, 404, 409],
  },
  showMove: {
    id: 'show-move',
    method: 'GET',
    path: '/secretariat/rounds/{roundId}/moves',
    access: 'officer',
    summary:
      'What moving one pair of a matching by hand would bring: who gains, who loses, what speaks against it.',
    query: {
      floor: {
        description: 'Under which floor, in millionths of fit.',
        schema: z.optional(z.string()),
        example: '0',
      },
      request: { description: 'The request, by its item id.', schema: z.optional(z.string()) },
      from: {
        description: 'The offering entry that is taken out; none: only one is put in.',
        schema: z.optional(z.string()),
      },
      to: {
        description: 'The offering entry that is put in; none: only one is taken out.',
        schema: z.optional(z.string()),
      },
    },
    answers: {
      200: {
        description: 'The request’s choices and, where a move is named, its effect.',
        schema: movedPairSchema,
      },
      303: toSignIn,
    },
    problems: [401, 403, 404, 409, 422],
  },
  movePair: {
    id: 'move-pair',
    method: 'POST',
    path: '/secretariat/rounds/{roundId}/moves',
    access: 'officer',
    summary: 'Moves one pair of a matching by hand, before it is published.',
    body: {
      schema: () => movePairSchema,
      example: { floor: 0, request: 'ohrid.request.waste-management', from: 'kranj', to: 'graz' },
    },
    answers: { 202: { description: 'Moved.', schema: round }, 303: toPage },
    problems: [...posted, 404, 409],
  },
  restartRound: {
    id: 'restart-round',
    method: 'POST',
    path: '/secretariat/rounds/{roundId}/restart',
    access: 'officer',
    summary: 'Begins the work on a round again where it stands still; what was done already is kept.',
    body: { schema: () => restartRoundSchema, example: {} },
    answers: { 202: { description: 'On its way.', schema: round }, 303: toPage },
    problems: [...posted, 404, 409],
  },
} as const satisfies Record<string, Operation>
