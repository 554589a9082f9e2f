import * as z from 'zod/mini'
import type { Operation } from '../http/operation.ts'
import { entryStates, visibilities } from '../register/entry.ts'
import { wayBackParameter } from '../sessions/way-back.ts'
import { actingSchema } from '../survey/acting-view.ts'
import { claimAnswers, claimBody } from '../survey/claim-operations.ts'
import { emailSchema } from '../survey/field-schemas.ts'
import { deskChoices, deskRoles } from './desk-user.ts'
import { decisions } from './review.ts'

/** The longest words that go with a returned entry, in characters. */
export const longestWords = 2000

/** The body of a review: words are needed where an entry is returned. */
export const reviewSchema = z
  .strictObject({
    decision: z.enum(decisions),
    words: z.optional(z.string().check(z.trim(), z.maxLength(longestWords, 'too-long'))),
    revision: z.optional(z.int().check(z.minimum(1, 'too-few'))),
  })
  .check((payload) => {
    const { decision, words } = payload.value
    if (decision === 'return' && !words)
      payload.issues.push({ code: 'custom', message: 'words-needed', path: ['words'], input: words })
  })

/** The body that gives somebody a role by their address. */
export const addUserSchema = z.strictObject({ email: emailSchema, role: z.enum(deskRoles) })

/** The body that changes somebody's role. */
export const changeRoleSchema = z.strictObject({ role: z.enum(deskChoices) })

/** The body that ends a session at the desk. */
export const endDeskSessionSchema = z.strictObject({ end: z.enum(['here', 'everywhere']) })

const waitingEntry = () =>
  z.object({
    entryId: z.string(),
    authority: z.string(),
    country: z.string(),
    countryLabel: z.string(),
    since: z.string(),
    items: z.number(),
    /** Whether somebody in whose name it was answered objected. */
    objected: z.boolean(),
    url: z.string(),
  })

const waitingClaim = () =>
  z.object({
    entryId: z.string(),
    claimId: z.string(),
    authority: z.string(),
    country: z.string(),
    countryLabel: z.string(),
    since: z.string(),
    until: z.string(),
    url: z.string(),
  })

/** What waits at the desk, as data. */
export const waitingSchema = () =>
  z.object({
    role: z.enum(deskRoles),
    total: z.number(),
    entries: z.array(waitingEntry()),
    claims: z.object({ total: z.number(), open: z.array(waitingClaim()) }),
  })

/** An entry as the desk sees it: everything, and who stands behind it. */
export const deskEntrySchema = () =>
  z.object({
    entryId: z.string(),
    state: z.enum(entryStates),
    revision: z.number(),
    authority: z.object({ name: z.string(), countryLabel: z.string() }),
    role: z.string(),
    since: z.string(),
    items: z.array(
      z.object({
        itemId: z.string(),
        direction: z.string(),
        themeLabel: z.string(),
        description: z.string(),
        language: z.string(),
        visibility: z.enum(visibilities),
      }),
    ),
    contacts: z.array(z.object({ address: z.string(), language: z.string() })),
    /** For whom it was answered. */
    actings: z.array(actingSchema()),
  })

const user = () => z.object({ userId: z.string(), address: z.string(), role: z.enum(deskChoices) })
/** Who may sign in at the desk, as data. */
const usersSchema = () => z.object({ users: z.array(user()) })

/** What was done at the desk, as data. */
const auditSchema = () =>
  z.object({
    month: z.string(),
    deeds: z.array(
      z.object({
        at: z.string(),
        who: z.string(),
        what: z.string(),
        subject: z.string(),
        outcome: z.string(),
      }),
    ),
    next: z.optional(z.string()),
  })

const posted = [400, 401, 403, 413, 415, 422, 503]
const toPage = { description: 'The same for a form: to the page that shows it.' }
const toSignIn = { description: 'For a browser that is not signed in: to the page that leads to the issuer.' }

const wayBack = {
  [wayBackParameter]: {
    description:
      'A page of the desk where one goes on afterwards, with its query; anything else is left out.',
    schema: z.optional(z.string()),
    example: '/secretariat/users',
  },
}

/** The secretariat's part of the HTTP contract. */
export const secretariatOperations = {
  showDesk: {
    id: 'show-desk',
    method: 'GET',
    path: '/secretariat',
    access: 'reader',
    summary: 'What waits for a person: new entries to review, oldest first.',
    answers: { 200: { description: 'What waits.', schema: waitingSchema }, 303: toSignIn },
    problems: [401, 403],
  },
  showDeskSignIn: {
    id: 'show-desk-sign-in',
    method: 'GET',
    path: '/secretariat/sign-in',
    access: 'everybody',
    summary: 'The page that leads to the issuer.',
    query: wayBack,
    answers: { 200: { description: 'The page.' } },
  },
  beginDeskSignIn: {
    id: 'begin-desk-sign-in',
    method: 'GET',
    path: '/secretariat/sign-in/start',
    access: 'everybody',
    summary: 'Begins signing in with OpenID Connect.',
    inertHead: true,
    query: wayBack,
    answers: { 303: { description: 'To the issuer.' } },
    problems: [503],
  },
  finishDeskSignIn: {
    id: 'finish-desk-sign-in',
    method: 'GET',
    path: '/secretariat/sign-in/callback',
    access: 'everybody',
    summary: 'Where the issuer leads back to; the answer sets the cookie of a session.',
    inertHead: true,
    query: {
      code: { description: "The issuer's code.", schema: z.optional(z.string()) },
      state: { description: 'What the sign-in began with.', schema: z.optional(z.string()) },
      iss: { description: 'The issuer.', schema: z.optional(z.string()) },
      error: { description: 'Why the issuer refuses.', schema: z.optional(z.string()) },
    },
    answers: { 303: { description: 'Signed in: to the desk.' } },
    problems: [400, 403, 503],
  },
  showDeskSession: {
    id: 'show-desk-session',
    method: 'GET',
    path: '/secretariat/session',
    access: 'reader',
    summary: 'Who is signed in at the desk, and until when.',
    answers: {
      200: {
        description: 'The session.',
        schema: () =>
          z.object({
            address: z.string(),
            role: z.enum(deskRoles),
            since: z.string(),
            endsAt: z.string(),
          }),
      },
      303: toSignIn,
    },
    problems: [401, 403],
  },
  endDeskSession: {
    id: 'end-desk-session',
    method: 'POST',
    path: '/secretariat/session',
    access: 'reader',
    summary: 'Signs out of the desk: of this session, or of all on every device.',
    body: { schema: () => endDeskSessionSchema, example: { end: 'here' } },
    answers: {
      200: { description: 'Signed out.', schema: () => z.object({ status: z.literal('signed-out') }) },
      303: { description: 'The same for a form: to the page that leads to the issuer.' },
    },
    problems: posted,
  },
  showDeskEntry: {
    id: 'show-desk-entry',
    method: 'GET',
    path: '/secretariat/entries/{entryId}',
    access: 'reader',
    summary: 'An entry in any state, with all its items and who stands behind it.',
    answers: { 200: { description: 'The entry.', schema: deskEntrySchema }, 303: toSignIn },
    problems: [401, 403, 404],
  },
  reviewEntry: {
    id: 'review-entry',
    method: 'POST',
    path: '/secretariat/entries/{entryId}/review',
    access: 'officer',
    summary:
      'Publishes an entry that waits for review, or returns it with words; its contacts are told. One that was paused or had expired when somebody objected is that again.',
    body: {
      schema: () => reviewSchema,
      formAgain: true,
      example: { decision: 'return', words: 'Please say which service of the city answers.' },
    },
    answers: {
      200: {
        description: 'Decided.',
        schema: () =>
          z.object({ entryId: z.string(), status: z.enum(['public', 'returned', 'paused', 'hidden']) }),
      },
      303: toPage,
    },
    problems: [...posted, 404, 409],
  },
  showDeskClaims: {
    id: 'show-desk-claims',
    method: 'GET',
    path: '/secretariat/entries/{entryId}/claims',
    access: 'reader',
    summary: "Who else answered for an entry's authority, and waits to be let in.",
    answers: { 200: claimAnswers.list, 303: toSignIn },
    problems: [401, 403, 404],
  },
  showDeskClaim: {
    id: 'show-desk-claim',
    method: 'GET',
    path: '/secretariat/entries/{entryId}/claims/{claimId}',
    access: 'reader',
    summary: 'One claim: who, and what was answered.',
    answers: { 200: claimAnswers.one, 303: toSignIn },
    problems: [401, 403, 404],
  },
  decideDeskClaim: {
    id: 'decide-desk-claim',
    method: 'POST',
    path: '/secretariat/entries/{entryId}/claims/{claimId}',
    access: 'officer',
    summary:
      'Accepts a claim (its answers become part of the entry, its sender a contact) or refuses it with words.',
    body: claimBody,
    answers: { 200: claimAnswers.decided, 303: toPage },
    problems: [...posted, 404, 409],
  },
  showUsers: {
    id: 'show-users',
    method: 'GET',
    path: '/secretariat/users',
    access: 'administrator',
    summary: 'Who may sign in at the desk, and as what.',
    answers: { 200: { description: 'Everybody who has a role.', schema: usersSchema }, 303: toSignIn },
    problems: [401, 403],
  },
  addUser: {
    id: 'add-user',
    method: 'POST',
    path: '/secretariat/users',
    access: 'administrator',
    summary: 'Gives somebody a role at the desk, by the address that their issuer vouches for.',
    body: {
      schema: () => addUserSchema,
      formAgain: true,
      example: { email: 'new.colleague@example.org', role: 'reader' },
    },
    answers: { 200: { description: 'The user as it is now.', schema: user }, 303: toPage },
    problems: [...posted, 409],
  },
  changeRole: {
    id: 'change-role',
    method: 'POST',
    path: '/secretariat/users/{userId}',
    access: 'administrator',
    summary: "Changes somebody's role or takes it away, at once; never one's own.",
    body: { schema: () => changeRoleSchema, example: { role: 'none' } },
    answers: { 200: { description: 'The user as it is now.', schema: user }, 303: toPage },
    problems: [...posted, 404, 409],
  },
  showAudit: {
    id: 'show-audit',
    method: 'GET',
    path: '/secretariat/audit',
    access: 'administrator',
    summary: 'What was done at the desk in a month, newest first.',
    query: {
      month: {
        description: 'The month, this one unless stated.',
        schema: z.optional(z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'wrong-value'))),
        example: '2026-11',
      },
      before: {
        description: 'Goes on after a page: its `next`.',
        schema: z.optional(
          z.string().check(z.regex(/^\d{4}-\d\d-\d\dT[\d:.]{1,20}Z#[\w:.-]{1,200}$/, 'wrong-value')),
        ),
        example: '2026-11-23T10:00:00.000Z#set-role:id:none:reader',
      },
    },
    answers: { 200: { description: 'What was done.', schema: auditSchema }, 303: toSignIn },
    problems: [401, 403, 422],
  },
} as const satisfies Record<string, Operation>
