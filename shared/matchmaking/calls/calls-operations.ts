import * as z from 'zod/mini'
import type { Operation } from '../../http/operation.ts'
import { programmeIds } from '../../programmes/programmes.ts'
import { themeIds } from '../../themes/themes.ts'
import { callStates } from './call.ts'
import { callAnswerSchema } from './call-schema.ts'

/** What somebody who would like to answer has to do next. */
const nextForCall = ['sign-in', 'answer-survey', 'wait-for-review', 'answer', 'over'] as const

/** A call as everybody may see it. */
export const shownCallSchema = () =>
  z.object({
    callId: z.string(),
    state: z.enum(callStates),
    direction: z.enum(['request', 'offer']),
    theme: z.enum(themeIds),
    themeLabel: z.string(),
    programme: z.enum(programmeIds),
    programmeLabel: z.string(),
    title: z.string(),
    text: z.string(),
    language: z.string(),
    until: z.string(),
    url: z.string(),
  })

/** The open calls, as data. */
export const callsSchema = () => z.object({ calls: z.array(shownCallSchema()) })

/** A call, and what whoever reads it can do. */
export const callViewSchema = () =>
  z.object({
    ...shownCallSchema().shape,
    next: z.enum(nextForCall),
    own: z.array(z.object({ entryId: z.string(), authority: z.string(), takesPart: z.boolean() })),
  })

/** The calls' part of the HTTP contract that is not the desk's. */
export const callsOperations = {
  listCalls: {
    id: 'list-calls',
    method: 'GET',
    path: '/calls',
    access: 'everybody',
    summary: 'The open calls: dated invitations under a programme; those that end first before the others.',
    answers: { 200: { description: 'The calls.', schema: callsSchema } },
  },
  showCall: {
    id: 'show-call',
    method: 'GET',
    path: '/calls/{callId}',
    access: 'everybody',
    summary: 'A call: what is asked for, until when, and what to do to take part.',
    answers: { 200: { description: 'The call.', schema: callViewSchema } },
    problems: [404],
  },
  answerCall: {
    id: 'answer-call',
    method: 'POST',
    path: '/calls/{callId}/answer',
    access: 'respondent',
    summary:
      'Says that an own entry takes part in a call, or takes that back. The secretariat alone sees it.',
    body: { schema: () => callAnswerSchema, formAgain: true, example: { answer: 'take-part' } },
    answers: {
      200: { description: 'The call, as it is shown to them now.', schema: callViewSchema },
      303: { description: 'The same for a form: to the page that shows it.' },
    },
    problems: [400, 401, 403, 404, 409, 413, 415, 422, 503],
  },
} as const satisfies Record<string, Operation>
