import * as z from 'zod/mini'
import type { Operation } from '../../http/operation.ts'
import { formats } from '../../register/entry.ts'
import { declineReasons, usefulness } from './introduction.ts'
import { seenStates } from './seen-by.ts'

/** The longest hope, in characters: what fits into a mail that is read. */
export const longestHope = 500

const words = (most: number) => z.string().check(z.trim(), z.maxLength(most, 'too-long'))

/** The body of a wish to talk. */
export const interestSchema = z.strictObject({
  from: z.optional(z.string().check(z.maxLength(64, 'too-long'))),
  about: z.optional(z.string().check(z.maxLength(300, 'too-long'))),
  hope: z.optional(words(longestHope)),
})

/** What one of the two can say: about a wish, and about what came of an introduction. */
const answers = ['yes', 'take-back', 'no', 'under-way', 'happened'] as const
const outcomes = ['no', 'under-way', 'happened'] as const

/** The longest line about what came of it, in characters. */
export const longestLine = 200

const withReason = (payload: {
  readonly value: { readonly answer?: string; readonly reason?: unknown }
  readonly issues: z.core.$ZodRawIssue[]
}) => {
  const { answer, reason } = payload.value
  if (answer === 'no' && !reason)
    payload.issues.push({ code: 'custom', message: 'reason-needed', path: ['reason'], input: reason })
}

const saidAbout = {
  reason: z.optional(z.enum(declineReasons)),
  format: z.optional(z.enum(formats)),
  useful: z.optional(z.enum(usefulness)),
  line: z.optional(words(longestLine)),
}

/** The body of an answer: yes, a yes taken back, no with its reason, or what came of it. */
export const answerSchema = z.strictObject({ answer: z.enum(answers), ...saidAbout }).check(withReason)

/** The body that says what came of an introduction. */
export const outcomeSchema = z.strictObject({ answer: z.enum(outcomes), ...saidAbout }).check(withReason)

/** What somebody who would like to talk has to do next. */
export const nextForInterest = [
  'sign-in',
  'answer-survey',
  'wait-for-review',
  'own-entry',
  'ask',
  'asked',
] as const

const pair = () => z.object({ about: z.string(), request: z.string(), offer: z.string() })

/** Where a wish to talk begins, as data. */
const interestView = () =>
  z.object({
    entryId: z.string(),
    authority: z.string(),
    next: z.enum(nextForInterest),
    pairs: z.array(pair()),
  })

/** An introduction as one of the two sees it. */
export const ownIntroductionSchema = () =>
  z.object({
    introductionId: z.string(),
    entryId: z.string(),
    authority: z.string(),
    peer: z.object({
      entryId: z.string(),
      authority: z.string(),
      country: z.string(),
      countryLabel: z.string(),
      address: z.optional(z.string()),
    }),
    state: z.enum(seenStates),
    since: z.string(),
    about: z.array(z.object({ request: z.string(), offer: z.string(), themeLabel: z.string() })),
    may: z.array(z.enum(['yes', 'take-back', 'no', 'begin', 'outcome'])),
  })

/** A respondent's introductions, as data. */
const ownIntroductionsSchema = () => z.object({ introductions: z.array(ownIntroductionSchema()) })

const toIntroduction = { description: 'The same for a form: to the page that shows it.' }
const posted = [400, 401, 403, 404, 409, 413, 415, 422, 503]

/** The introductions' part of the HTTP contract, for everybody but the desk. */
export const introductionsOperations = {
  showInterest: {
    id: 'show-interest',
    method: 'GET',
    path: '/register/{entryId}/interest',
    access: 'everybody',
    summary: 'What to do to talk to this authority: sign in, answer the survey first, or say so.',
    answers: { 200: { description: 'What comes next.', schema: interestView } },
    problems: [404, 503],
  },
  expressInterest: {
    id: 'express-interest',
    method: 'POST',
    path: '/register/{entryId}/interest',
    access: 'respondent',
    summary:
      "'We would like to talk', from one's own public entry. Private until the other side wants it, too; again changes nothing.",
    body: {
      schema: () => interestSchema,
      formAgain: true,
      example: { hope: 'How you brought collection by apartment block into the old town.' },
    },
    answers: {
      200: { description: 'Noted.', schema: ownIntroductionSchema },
      303: toIntroduction,
    },
    problems: posted,
  },
  showMyIntroductions: {
    id: 'show-my-introductions',
    method: 'GET',
    path: '/my/introductions',
    access: 'respondent',
    summary: "The introductions of one's entries, as far as one may know of them.",
    answers: { 200: { description: 'All of them, the latest first.', schema: ownIntroductionsSchema } },
    problems: [401, 503],
  },
  showMyIntroduction: {
    id: 'show-my-introduction',
    method: 'GET',
    path: '/my/introductions/{introductionId}',
    access: 'respondent',
    summary: 'One introduction of an own entry.',
    answers: { 200: { description: 'The introduction.', schema: ownIntroductionSchema } },
    problems: [401, 404, 503],
  },
  answerIntroduction: {
    id: 'answer-introduction',
    method: 'POST',
    path: '/my/introductions/{introductionId}/answer',
    access: 'respondent',
    summary: 'Says yes to a proposal, takes a yes back while it is not mutual, or says no with a reason.',
    body: { schema: () => answerSchema, formAgain: true, example: { answer: 'no', reason: 'no-time' } },
    answers: {
      200: { description: 'As it stands now.', schema: ownIntroductionSchema },
      303: toIntroduction,
    },
    problems: posted,
  },
  tellOutcome: {
    id: 'tell-outcome',
    method: 'POST',
    path: '/my/introductions/{introductionId}/outcome',
    access: 'respondent',
    summary: 'Says what came of an introduction: it happened, it is under way, or it will not be.',
    body: {
      schema: () => outcomeSchema,
      formAgain: true,
      example: {
        answer: 'happened',
        format: 'study-visit',
        useful: 'very',
        line: 'Three days in Utrecht; a contract for containers follows.',
      },
    },
    answers: {
      200: { description: 'As it stands now.', schema: ownIntroductionSchema },
      303: toIntroduction,
    },
    problems: posted,
  },
  showAnswer: {
    id: 'show-answer',
    method: 'GET',
    path: '/answers/{token}',
    access: 'link',
    summary: 'What the link in a mail about an introduction can answer; changes nothing and uses nothing up.',
    answers: { 200: { description: 'The introduction.', schema: ownIntroductionSchema } },
    problems: [404, 410, 503],
  },
  giveAnswer: {
    id: 'give-answer',
    method: 'POST',
    path: '/answers/{token}',
    access: 'link',
    summary: 'Answers by the link in a mail, once, without an account.',
    body: { schema: () => answerSchema, formAgain: true, example: { answer: 'no', reason: 'no-time' } },
    answers: {
      200: { description: 'As it stands now.', schema: ownIntroductionSchema },
      303: toIntroduction,
    },
    problems: [400, 403, 404, 409, 410, 413, 415, 422, 503],
  },
  showAnswered: {
    id: 'show-answered',
    method: 'GET',
    path: '/answers/thanks',
    access: 'everybody',
    summary: 'The page after an answer.',
    answers: { 200: { description: 'The page.' } },
  },
} as const satisfies Record<string, Operation>
