import * as z from 'zod/mini'
import type { Operation } from '../http/operation.ts'
import { callDecisionSchema, callSchema } from '../matchmaking/calls/call-schema.ts'
import { callsSchema, shownCallSchema } from '../matchmaking/calls/calls-operations.ts'
import { deskRoles } from './desk-user.ts'

/** A call as the desk sees it. */
export const deskCallSchema = () =>
  z.object({
    ...shownCallSchema().shape,
    role: z.enum(deskRoles),
    draftedAt: z.string(),
    toldAt: z.optional(z.string()),
    told: z.optional(z.number()),
    takingPart: z.array(
      z.object({ entryId: z.string(), authority: z.string(), country: z.string(), at: z.string() }),
    ),
    publicUrl: z.string(),
  })

/** The calls at the desk, as data. */
export const deskCallsSchema = () => z.object({ role: z.enum(deskRoles), calls: callsSchema().shape.calls })

const toSignIn = { description: 'For a browser that is not signed in: to the page that leads to the issuer.' }
const toPage = { description: 'The same for a form: to the page that shows it.' }
const posted = [400, 401, 403, 413, 415, 422, 503]

const example = {
  direction: 'request',
  theme: 'waste-management',
  programme: 'nicosia',
  title: 'Sorting waste in coastal towns',
  text: 'Five Libyan municipalities would like to see how others collect sorted waste, and to host experts for a week.',
  language: 'en',
  until: '2035-06-30',
}

/** The desk's part of the contract that is about calls. */
export const deskCallsOperations = {
  showDeskCalls: {
    id: 'show-desk-calls',
    method: 'GET',
    path: '/secretariat/calls',
    access: 'reader',
    summary: 'The calls: drafts, then those that are open, then those that are over.',
    query: {
      direction: {
        description: 'Fills in the form: whether the call asks for help or offers it.',
        schema: z.optional(z.string()),
      },
      theme: { description: 'Fills in the theme.', schema: z.optional(z.string()) },
      text: { description: 'Fills in the text.', schema: z.optional(z.string()) },
      programme: { description: 'Fills in the programme.', schema: z.optional(z.string()) },
    },
    answers: { 200: { description: 'The calls.', schema: deskCallsSchema }, 303: toSignIn },
    problems: [401, 403],
  },
  draftCall: {
    id: 'draft-call',
    method: 'POST',
    path: '/secretariat/calls',
    access: 'officer',
    summary: 'Drafts a call. Nobody sees it before it is opened.',
    body: { schema: () => callSchema, formAgain: true, example },
    answers: { 201: { description: 'Drafted.', schema: deskCallSchema }, 303: toPage },
    problems: posted,
  },
  showDeskCall: {
    id: 'show-desk-call',
    method: 'GET',
    path: '/secretariat/calls/{callId}',
    access: 'reader',
    summary: 'A call: where it stands, how many were told, who takes part.',
    answers: { 200: { description: 'The call.', schema: deskCallSchema }, 303: toSignIn },
    problems: [401, 403, 404],
  },
  openCall: {
    id: 'open-call',
    method: 'POST',
    path: '/secretariat/calls/{callId}/opening',
    access: 'officer',
    summary: 'Opens a draft with these words: it gets a public page, and all who might are told once.',
    body: { schema: () => callSchema, formAgain: true, example },
    answers: { 200: { description: 'Open.', schema: deskCallSchema }, 303: toPage },
    problems: [...posted, 404, 409],
  },
  decideCall: {
    id: 'decide-call',
    method: 'POST',
    path: '/secretariat/calls/{callId}/decision',
    access: 'officer',
    summary: 'Drops a draft, or closes an open call before its day.',
    body: { schema: () => callDecisionSchema, example: { decision: 'close' } },
    answers: { 200: { description: 'Dropped or closed.', schema: deskCallSchema }, 303: toPage },
    problems: [...posted, 404, 409],
  },
} as const satisfies Record<string, Operation>
