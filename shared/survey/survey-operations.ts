import * as z from 'zod/mini'
import type { Operation } from '../http/operation.ts'
import { directions } from '../register/entry.ts'
import { longestObjection } from './acting.ts'
import { draftPages } from './draft.ts'
import { emailSchema } from './field-schemas.ts'
import { objectionShownSchema } from './objection-view.ts'
import { surveyFields, surveySchema } from './survey-schema.ts'

/** The body that asks for a new confirmation link. */
export const confirmationLinkSchema = z.strictObject({
  email: emailSchema,
})

/**
 * What a page of a draft takes: some of the survey's fields, and which button was pressed. For documents: the fields are
 * checked together with those that are there already.
 */
const draftPageSchema = () =>
  z.extend(z.partial(z.omit(surveyFields(), { email: true, actingFor: true })), {
    action: z.optional(z.string()),
  })

/** A confirmation says nothing beyond its link: the body is empty, or an empty object. */
export const confirmationSchema = z.strictObject({})

/** The body of an objection. */
export const objectionSchema = z.strictObject({
  words: z.optional(z.string().check(z.trim(), z.maxLength(longestObjection, 'too-long'))),
})
/** What is allowed but seldom meant, by pointer and in words; left out where there is nothing. */
const warnings = () =>
  z.optional(z.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() })))

const accepted = () => z.object({ status: z.literal('accepted') })

/** The survey's part of the HTTP contract. */
export const surveyOperations = {
  showSurvey: {
    id: 'show-survey',
    method: 'GET',
    path: '/survey',
    access: 'everybody',
    summary: 'The survey as a form, or as a JSON Schema of its answers.',
    query: {
      direction: {
        description: 'Fills in the direction of the first item.',
        schema: z.optional(z.enum(directions)),
      },
    },
    answers: { 200: { description: 'The form (HTML) or the JSON Schema of the body of POST /survey.' } },
    problems: [422],
  },
  submitSurvey: {
    id: 'submit-survey',
    method: 'POST',
    path: '/survey',
    access: 'everybody',
    summary:
      'Stores the answers and mails a confirmation link; a repeated Idempotency-Key with the same body gets the same answer.',
    otherOrigins: true,
    headers: {
      'Idempotency-Key': 'Your own name for this request, 8 to 200 visible characters.',
    },
    body: {
      schema: surveySchema,
      formAgain: true,
      example: {
        role: 'officer',
        authority: { name: 'Gemeente Utrecht', country: 'NL', tier: 'municipality', population: 361_924 },
        email: 'waste@utrecht.example.org',
        items: [
          {
            direction: 'offer',
            theme: 'waste-management',
            description: 'Separate collection of household waste in dense districts',
            language: 'en',
            visibility: 'public',
            formats: ['study-visit', 'online'],
          },
        ],
        languages: ['en', 'nl'],
        interpretation: true,
        digest: 'weekly',
      },
    },
    answers: {
      202: {
        description: 'Durably stored; a mail with a link is on its way.',
        schema: () =>
          z.object({
            submissionId: z.string(),
            status: z.literal('awaiting-confirmation'),
            warnings: warnings(),
          }),
      },
      303: { description: 'The same for a form: to a page that says what happens next.' },
    },
    problems: [400, 403, 413, 415, 422, 429, 503],
  },
  showDraft: {
    id: 'show-draft',
    method: 'GET',
    path: '/survey/drafts/{token}',
    access: 'link',
    summary: 'Answers that are not sent yet, by a mailed link.',
    answers: {
      200: {
        description: 'The answers so far, the pages, and what still breaks a rule.',
        schema: () =>
          z.object({
            answers: z.record(z.string(), z.unknown()),
            pages: z.array(z.enum(draftPages)),
            wrong: z.array(z.object({ pointer: z.string(), code: z.string() })),
            warnings: warnings(),
            updatedAt: z.string(),
          }),
      },
      303: { description: 'For a browser: to the first page after what is known.' },
    },
    problems: [404, 410],
  },
  showDraftPage: {
    id: 'show-draft-page',
    method: 'GET',
    path: '/survey/drafts/{token}/{page}',
    access: 'link',
    summary: 'One page of answers that are not sent yet.',
    answers: { 200: { description: 'The page.' } },
    problems: [404, 410],
  },
  saveDraft: {
    id: 'save-draft',
    method: 'POST',
    path: '/survey/drafts/{token}/{page}',
    access: 'link',
    summary:
      'Keeps the answers of one page (start, items, authority, programmes); on page check, action send sends all.',
    body: { schema: draftPageSchema, formAgain: true, example: { capacity: 2, interpretation: true } },
    answers: {
      200: {
        description: 'Kept; or, when an entry was answered again, its next revision.',
        schema: () =>
          z.union([
            z.object({ answers: z.record(z.string(), z.unknown()), warnings: warnings() }),
            z.object({
              submissionId: z.string(),
              status: z.literal('confirmed'),
              warnings: warnings(),
            }),
          ]),
      },
      202: {
        description: 'Sent; a mail with a link to confirm is on its way.',
        schema: () =>
          z.object({
            submissionId: z.string(),
            status: z.literal('awaiting-confirmation'),
            warnings: warnings(),
          }),
      },
      303: { description: 'The same for a form: to the next page.' },
    },
    problems: [400, 403, 404, 409, 410, 413, 415, 422, 429, 503],
  },
  showSent: {
    id: 'show-sent',
    method: 'GET',
    path: '/survey/sent',
    access: 'everybody',
    summary: 'The page after sending: what happens next.',
    answers: { 200: { description: 'The page.' } },
  },
  showConfirmation: {
    id: 'show-confirmation',
    method: 'GET',
    path: '/survey/confirmations/{token}',
    access: 'link',
    summary: 'What a confirmation link would confirm; changes nothing.',
    answers: {
      200: {
        description: 'What was answered, and for HTML a button.',
        schema: () => z.object({ authority: z.string(), expiresAt: z.string(), warnings: warnings() }),
      },
    },
    problems: [404, 410],
  },
  confirmSubmission: {
    id: 'confirm-submission',
    method: 'POST',
    path: '/survey/confirmations/{token}',
    access: 'link',
    summary: 'Confirms a submission: it becomes a revision of the entry. Works once.',
    body: { schema: () => confirmationSchema, example: {} },
    answers: {
      200: {
        description: 'Confirmed.',
        schema: () =>
          z.object({ entryId: z.string(), status: z.enum(['public', 'awaiting-review', 'claim']) }),
      },
      303: { description: 'The same for a form: to a page that says what happens next.' },
    },
    problems: [400, 403, 404, 410, 413, 415, 422, 503],
  },
  showConfirmed: {
    id: 'show-confirmed',
    method: 'GET',
    path: '/survey/confirmed/{status}/{entryId}',
    access: 'everybody',
    summary: 'The page after confirming: where the entry stands.',
    answers: { 200: { description: 'The page.' } },
    problems: [404],
  },
  showConfirmationLinks: {
    id: 'show-confirmation-links',
    method: 'GET',
    path: '/survey/confirmation-links',
    access: 'everybody',
    summary: 'The form that asks for a new confirmation link.',
    answers: { 200: { description: 'The page.' } },
  },
  askConfirmationLink: {
    id: 'ask-confirmation-link',
    method: 'POST',
    path: '/survey/confirmation-links',
    access: 'everybody',
    summary: 'Mails a new confirmation link; the same answer for known and unknown addresses.',
    body: {
      schema: () => confirmationLinkSchema,
      formAgain: true,
      example: { email: 'waste@utrecht.example.org' },
    },
    answers: {
      202: { description: 'If answers wait for confirmation, a link is on its way.', schema: accepted },
    },
    problems: [400, 403, 413, 415, 422, 429, 503],
  },
  showObjection: {
    id: 'show-objection',
    method: 'GET',
    path: '/survey/objections/{token}',
    access: 'link',
    summary: 'What was answered in the name of the person or office who got the link; changes nothing.',
    answers: {
      200: {
        description:
          'Who answered, in part, and what, without what is for the secretariat alone; for HTML with a button.',
        schema: objectionShownSchema,
      },
    },
    problems: [404, 410],
  },
  objectToActing: {
    id: 'object-to-acting',
    method: 'POST',
    path: '/survey/objections/{token}',
    access: 'link',
    summary:
      'Objects to answers given in one’s name: nobody finds the entry until the secretariat has decided. Works once.',
    body: {
      schema: () => objectionSchema,
      formAgain: true,
      example: { words: 'Nobody asked me, and our city has no such plans.' },
    },
    answers: {
      200: {
        description: 'Objected.',
        schema: () => z.object({ entryId: z.string(), status: z.enum(['awaiting-review', 'returned']) }),
      },
      303: { description: 'The same for a form: to a page that says what happens now.' },
    },
    problems: [400, 403, 404, 410, 413, 415, 422, 503],
  },
  showObjected: {
    id: 'show-objected',
    method: 'GET',
    path: '/survey/objected',
    access: 'everybody',
    summary: 'The page after objecting.',
    answers: { 200: { description: 'The page.' } },
  },
} as const satisfies Record<string, Operation>
