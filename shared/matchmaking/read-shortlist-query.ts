import * as z from 'zod/mini'
import { nestFields } from '../http/decode-form.ts'
import { parseInput } from '../http/parse-input.ts'
import type { HttpRequest } from '../http/request.ts'
import { unique } from '../survey/field-schemas.ts'
import { type Matchmaking, matchmakingOfForm, matchmakingSchema } from './need.ts'
import { mostOnShortlist } from './shortlist.ts'

/** Which registered item asks. */
export const registeredItemSchema = z.object({ entry: z.string(), item: z.string() })
export type RegisteredItem = z.output<typeof registeredItemSchema>

/** The items on a shortlist. */
export const peersSchema = z
  .array(z.string().check(z.regex(/^[A-Za-z0-9._-]{1,200}$/, 'wrong-value')))
  .check(z.minLength(1, 'too-few'), z.maxLength(mostOnShortlist, 'too-many'), unique())

/** Who asks, and whom they chose. */
export type ShortlistQuery = {
  readonly asked: { readonly registered: RegisteredItem } | { readonly need: Matchmaking }
  readonly peers: readonly string[]
}

/** The parameters of an address that say the question, without empty ones: a shortlist keeps them as they are. */
export const questionIn = (query: HttpRequest['query']): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(query).flatMap(([name, [value]]) =>
      value && /^(entry|item|(request|offer)\..+)$/.test(name) ? [[name, value]] : [],
    ),
  )

/**
 * Reads the address of a shortlist.
 *
 * @throws Failure `invalid` with each parameter at fault
 */
export const readShortlistQuery = (query: HttpRequest['query']): ShortlistQuery => {
  const question = questionIn(query)
  const asked =
    question.entry || question.item
      ? { registered: parseInput(registeredItemSchema, question, '?') }
      : {
          need: parseInput(
            matchmakingSchema(),
            matchmakingOfForm(nestFields(Object.entries(question)).body),
            '?',
          ),
        }
  const { peer } = parseInput(
    z.object({ peer: peersSchema }),
    { peer: (query.peer ?? []).filter(Boolean) },
    '?',
  )
  return { asked, peers: peer }
}
