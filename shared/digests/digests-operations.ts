import * as z from 'zod/mini'
import type { Operation } from '../http/operation.ts'

/** RFC 8058, 3.1: what a mail client's own button posts; our page's button posts the same. */
export const unsubscribeSchema = z.strictObject({ 'List-Unsubscribe': z.literal('One-Click') })

/** The digests' part of the HTTP contract. */
export const digestsOperations = {
  showUnsubscribe: {
    id: 'show-unsubscribe',
    method: 'GET',
    path: '/mail/unsubscribe/{token}',
    access: 'link',
    summary: 'What the unsubscribe link of a digest would stop; changes nothing.',
    answers: {
      200: {
        description: 'Whether digests go to this person, until when the link works, and for HTML a button.',
        schema: () =>
          z.object({
            stops: z.literal('digest'),
            status: z.enum(['subscribed', 'unsubscribed']),
            expiresAt: z.string(),
          }),
      },
    },
    problems: [404, 410],
  },
  unsubscribe: {
    id: 'unsubscribe',
    method: 'POST',
    path: '/mail/unsubscribe/{token}',
    access: 'link',
    summary: 'Stops the digests, by a mail client in one click (RFC 8058) or by the page; again is harmless.',
    body: { schema: () => unsubscribeSchema, example: { 'List-Unsubscribe': 'One-Click' } },
    answers: {
      200: {
        description: 'No more digests go to this person.',
        schema: () => z.object({ status: z.literal('unsubscribed') }),
      },
    },
    problems: [400, 403, 404, 410, 413, 415, 422, 503],
  },
} as const satisfies Record<string, Operation>
