import * as z from 'zod/mini'
import type { Operation } from '../http/operation.ts'
import { languages } from '../messages/languages.ts'
import { permissions, waysOfChoosing } from '../survey/consent.ts'
import { digestChoices } from '../survey/contact.ts'

/** The body that allows something or takes it back. */
export const consentSchema = z.strictObject({
  permission: z.enum(permissions),
  choice: z.enum(digestChoices),
  /** The version of the words that are agreed to; taking back needs none. */
  words: z.optional(z.int()),
})

/** Something chosen: when, how, and in which words, in the language in which they were shown. */
const chosenSchema = () =>
  z.object({
    choice: z.enum(digestChoices),
    words: z.int(),
    /** What was agreed to; none where it was taken back. */
    text: z.optional(z.string()),
    language: z.enum(languages),
    at: z.string(),
    by: z.enum(waysOfChoosing),
  })

/** What somebody allowed, as data. */
export const consentsSchema = () =>
  z.object({
    permissions: z.array(
      z.object({
        permission: z.enum(permissions),
        choice: z.enum(digestChoices),
        /** The words that what holds was allowed in, in the language in which they were shown. */
        allowed: z.optional(
          z.object({
            words: z.int(),
            text: z.string(),
            language: z.enum(languages),
            at: z.optional(z.string()),
          }),
        ),
        /** How it is asked for now. */
        asked: z.object({
          words: z.int(),
          choices: z.array(z.object({ choice: z.enum(digestChoices), text: z.string() })),
        }),
      }),
    ),
    /** Every choice, newest first. */
    history: z.array(z.extend(chosenSchema(), { permission: z.enum(permissions) })),
  })

/** The part of the HTTP contract about what a respondent allowed. */
export const consentsOperations = {
  showConsents: {
    id: 'show-consents',
    method: 'GET',
    path: '/my/consents',
    access: 'respondent',
    summary: 'What a respondent allowed, in which words and when, and what they chose before.',
    answers: {
      200: { description: 'Each permission as it stands, and every choice.', schema: consentsSchema },
      303: { description: 'For a browser that is not signed in: to the page that asks for a link.' },
    },
    problems: [401],
  },
  changeConsent: {
    id: 'change-consent',
    method: 'POST',
    path: '/my/consents',
    access: 'respondent',
    summary: 'Allows one thing or takes it back; both are one step.',
    body: { schema: () => consentSchema, example: { permission: 'digest', choice: 'monthly', words: 1 } },
    answers: {
      200: { description: 'Each permission as it stands now, and every choice.', schema: consentsSchema },
      303: { description: 'The same for a form: to the page that shows it.' },
    },
    problems: [400, 401, 403, 409, 413, 415, 422, 503],
  },
} as const satisfies Record<string, Operation>
