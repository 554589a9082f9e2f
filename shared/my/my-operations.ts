import * as z from 'zod/mini'
import type { Operation } from '../http/operation.ts'
import { directions, entryStates, visibilities } from '../register/entry.ts'
import { wayBackParameter } from '../sessions/way-back.ts'
import { actingSchema } from '../survey/acting-view.ts'
import { claimAnswers, claimBody } from '../survey/claim-operations.ts'
import { digestChoices } from '../survey/contact.ts'
import { emailSchema } from '../survey/field-schemas.ts'
import { themeIds } from '../themes/themes.ts'
import { consentsOperations } from './consents-operations.ts'
import { ownStates } from './entry-changes.ts'

/** The body that asks for a link to sign in. */
export const signInLinkSchema = z.strictObject({ email: emailSchema })

/** Says nothing beyond its address: an empty body, or an empty object. */
export const nothingSchema = z.strictObject({})

const endings = ['here', 'everywhere'] as const
/** The body that ends sessions. */
export const endSessionSchema = z.strictObject({ end: z.enum(endings) })

/** The body that changes preferences. */
export const preferencesSchema = z.strictObject({
  digest: z.enum(digestChoices),
  /** The version of the words that are agreed to, `digestWords` of one's own page; taking back needs none. */
  words: z.optional(z.int()),
})

/** The body that pauses an entry or continues it. */
export const entryStateSchema = z.strictObject({ state: z.enum(ownStates) })

const sessionSchema = () => z.object({ since: z.string(), endsAt: z.string() })

const ownEntrySchema = () =>
  z.object({
    entryId: z.string(),
    authority: z.string(),
    state: z.enum(entryStates),
    until: z.string(),
    items: z.array(
      z.object({
        itemId: z.string(),
        direction: z.enum(directions),
        theme: z.enum(themeIds),
        themeLabel: z.string(),
        description: z.string(),
        language: z.string(),
        visibility: z.enum(visibilities),
      }),
    ),
  })

/** A respondent's own page, as data. */
export const mySchema = () =>
  z.object({
    address: z.string(),
    digest: z.enum(digestChoices),
    /** The version of the words in which digests are asked for here. */
    digestWords: z.int(),
    /**
     * With how many claims on each wait for a decision, the secretariat's words with one that was returned, and for whom
     * it was answered.
     */
    entries: z.array(
      z.extend(ownEntrySchema(), {
        claims: z.number(),
        words: z.optional(z.string()),
        objectedAt: z.optional(z.string()),
        actings: z.array(actingSchema()),
      }),
    ),
    session: sessionSchema(),
  })

/** What a link in a yearly reminder is for. */
const renewalSchema = () =>
  z.object({
    status: z.enum(['due', 'renewed']),
    entry: ownEntrySchema(),
    expiresAt: z.string(),
  })

const changed = () => z.object({ entryId: z.string(), state: z.enum(entryStates), until: z.string() })
const toSignIn = { description: 'For a browser that is not signed in: to the page that asks for a link.' }
const toOwnPage = { description: 'The same for a form: to the page that shows it.' }

const wayBack = {
  [wayBackParameter]: {
    description: 'Where on this site one goes on after signing in; anything else is left out.',
    schema: z.optional(z.string()),
    example: '/register/entry-1',
  },
}

/** The respondent's own part of the HTTP contract. */
export const myOperations = {
  showMy: {
    id: 'show-my',
    method: 'GET',
    path: '/my',
    access: 'respondent',
    summary: "A respondent's entries, preferences and session.",
    answers: {
      200: { description: 'What is held for the person who is signed in.', schema: mySchema },
      303: toSignIn,
    },
    problems: [401],
  },
  showSignIn: {
    id: 'show-sign-in',
    method: 'GET',
    path: '/my/sign-in-links',
    access: 'everybody',
    summary: 'The form that asks for a link to sign in.',
    query: wayBack,
    answers: { 200: { description: 'The page.' } },
  },
  askSignInLink: {
    id: 'ask-sign-in-link',
    method: 'POST',
    path: '/my/sign-in-links',
    access: 'everybody',
    summary: 'Mails a link to sign in; the same answer for known and unknown addresses.',
    query: wayBack,
    body: { schema: () => signInLinkSchema, example: { email: 'waste@utrecht.example.org' } },
    answers: {
      202: {
        description: 'If somebody has answered the survey with this address, a link is on its way.',
        schema: () => z.object({ status: z.literal('accepted') }),
      },
    },
    problems: [400, 403, 413, 415, 422, 429, 503],
  },
  showSignInLink: {
    id: 'show-sign-in-link',
    method: 'GET',
    path: '/my/sign-in-links/{token}',
    access: 'link',
    summary: 'Whom a link would sign in; signs nobody in and uses nothing up.',
    query: wayBack,
    answers: {
      200: {
        description: 'Until when the link works, and for HTML a button.',
        schema: () => z.object({ expiresAt: z.string() }),
      },
    },
    problems: [404, 410],
  },
  signIn: {
    id: 'sign-in',
    method: 'POST',
    path: '/my/sign-in-links/{token}',
    access: 'link',
    summary: 'Signs in: the answer sets the cookie of a session. A link works once.',
    query: wayBack,
    body: { schema: () => nothingSchema, example: {} },
    answers: {
      200: { description: 'Signed in.', schema: sessionSchema },
      303: toOwnPage,
    },
    problems: [400, 403, 404, 410, 413, 415, 422, 503],
  },
  showSession: {
    id: 'show-session',
    method: 'GET',
    path: '/my/session',
    access: 'respondent',
    summary: 'Since when one is signed in, and until when.',
    answers: {
      200: { description: 'The session.', schema: sessionSchema },
      303: { description: 'For a browser that is not signed in: to the page that asks for a link.' },
    },
    problems: [401],
  },
  endSession: {
    id: 'end-session',
    method: 'POST',
    path: '/my/session',
    access: 'respondent',
    summary: 'Signs out: of this session, or of all on every device.',
    body: { schema: () => endSessionSchema, example: { end: 'here' } },
    answers: {
      200: { description: 'Signed out.', schema: () => z.object({ status: z.literal('signed-out') }) },
      303: { description: 'The same for a form: to a page that says so.' },
    },
    problems: [400, 401, 403, 413, 415, 422, 503],
  },
  showSignedOut: {
    id: 'show-signed-out',
    method: 'GET',
    path: '/my/signed-out',
    access: 'everybody',
    summary: 'The page after signing out.',
    answers: { 200: { description: 'The page.' } },
  },
  setPreferences: {
    id: 'set-preferences',
    method: 'POST',
    path: '/my/preferences',
    access: 'respondent',
    summary: 'How often new suggestions are mailed.',
    body: { schema: () => preferencesSchema, example: { digest: 'monthly', words: 1 } },
    answers: {
      200: {
        description: 'The preferences as they are now.',
        schema: () => z.object({ digest: z.enum(digestChoices) }),
      },
      303: {
        description:
          'The same for a form: to the page that shows it; where the words were changed, to what they are now.',
      },
    },
    problems: [400, 401, 403, 409, 413, 415, 422, 503],
  },
  pauseEntry: {
    id: 'pause-entry',
    method: 'POST',
    path: '/my/entries/{entryId}/pause',
    access: 'respondent',
    summary: "Pauses one's entry (nobody finds it, nothing is deleted) or continues it.",
    body: { schema: () => entryStateSchema, example: { state: 'paused' } },
    answers: { 200: { description: 'The entry as it is now.', schema: changed }, 303: toOwnPage },
    problems: [400, 401, 403, 404, 409, 413, 415, 422, 503],
  },
  beginRevision: {
    id: 'begin-revision',
    method: 'POST',
    path: '/my/entries/{entryId}/drafts',
    access: 'respondent',
    summary:
      "Begins answering again for one's entry: a draft that has all of it. The entry stays until it is sent.",
    body: { schema: () => nothingSchema, example: {} },
    answers: {
      201: { description: 'The address of the draft.', schema: () => z.object({ draft: z.string() }) },
      303: { description: 'The same for a form: to its first page.' },
    },
    problems: [400, 401, 403, 404, 413, 415, 422, 503],
  },
  reconfirmEntry: {
    id: 'reconfirm-entry',
    method: 'POST',
    path: '/my/entries/{entryId}/reconfirmation',
    access: 'respondent',
    summary: "Says that all in one's entry is still right: it stays for a year from now.",
    body: { schema: () => nothingSchema, example: {} },
    answers: { 200: { description: 'The entry as it is now.', schema: changed }, 303: toOwnPage },
    problems: [400, 401, 403, 404, 409, 413, 415, 422, 503],
  },
  showRenewal: {
    id: 'show-renewal',
    method: 'GET',
    path: '/my/renewals/{token}',
    access: 'link',
    summary: 'What the link in a yearly reminder would keep for a year; changes nothing and uses nothing up.',
    answers: {
      200: {
        description: 'The entry, whether its year is still to be renewed, and for HTML a button.',
        schema: renewalSchema,
      },
    },
    problems: [404, 410],
  },
  renewEntry: {
    id: 'renew-entry',
    method: 'POST',
    path: '/my/renewals/{token}',
    access: 'link',
    summary:
      'Says that all in the entry is still right: it stays for a year from now, and is back where it had expired. A link works once.',
    body: { schema: () => nothingSchema, example: {} },
    answers: {
      200: { description: 'The entry as it is now.', schema: changed },
      303: { description: 'The same for a form: to a page that says so.' },
    },
    problems: [400, 403, 404, 409, 410, 413, 415, 422, 503],
  },
  showRenewed: {
    id: 'show-renewed',
    method: 'GET',
    path: '/my/renewed',
    access: 'everybody',
    summary: 'The page after renewing.',
    answers: { 200: { description: 'The page.' } },
  },
  showClaims: {
    id: 'show-claims',
    method: 'GET',
    path: '/my/entries/{entryId}/claims',
    access: 'respondent',
    summary: "Who else answered for the authority of one's entry, and waits to be let in.",
    answers: { 200: claimAnswers.list, 303: toSignIn },
    problems: [401, 404],
  },
  showClaim: {
    id: 'show-claim',
    method: 'GET',
    path: '/my/entries/{entryId}/claims/{claimId}',
    access: 'respondent',
    summary: 'One claim: what was answered, and by whom as far as the address shows it.',
    answers: { 200: claimAnswers.one, 303: toSignIn },
    problems: [401, 404],
  },
  decideClaim: {
    id: 'decide-claim',
    method: 'POST',
    path: '/my/entries/{entryId}/claims/{claimId}',
    access: 'respondent',
    summary:
      'Accepts a claim (its answers become part of the entry, its sender a contact) or refuses it with words.',
    body: claimBody,
    answers: { 200: claimAnswers.decided, 303: toOwnPage },
    problems: [400, 401, 403, 404, 409, 413, 415, 422, 503],
  },
  ...consentsOperations,
} as const satisfies Record<string, Operation>
