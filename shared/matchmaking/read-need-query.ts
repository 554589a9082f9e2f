import { Failure, type FieldFailure } from '../failures.ts'
import { nestFields } from '../http/decode-form.ts'
import { parseInput } from '../http/parse-input.ts'
import type { HttpRequest } from '../http/request.ts'
import type { Brought } from './matchmaking-page.tsx'
import { matchmakingOfForm, partOfNeedSchema } from './need.ts'

/** The form's fields, which an address can fill in, without the direction before them. */
const fields = /^(request|offer)\.(theme|description|country|languages\.[01]|interpretation)$/

/** What an address fills into the form. */
export type NeedQuery = {
  readonly brought: Brought
  /** By the form's field names. */
  readonly values: Readonly<Record<string, string>>
  /** What is wrong with it, by pointers into the form's body; `/direction` for the direction. */
  readonly failures: readonly FieldFailure[]
}

/** Reads the query of the form's page. Empty parameters count as not given; unknown ones are ignored. */
export const readNeedQuery = (query: HttpRequest['query']): NeedQuery => {
  const values = Object.fromEntries(
    Object.entries(query).flatMap(([name, [value]]) => (fields.test(name) && value ? [[name, value]] : [])),
  )
  const direction = query.direction?.[0] || undefined
  const brought: Brought =
    direction === 'offer' || Object.keys(values).some((name) => name.startsWith('offer.'))
      ? 'offer'
      : 'request'
  return {
    brought,
    values,
    failures: [
      ...(direction === undefined || direction === 'offer' || direction === 'request'
        ? []
        : [{ pointer: '/direction', code: 'unknown-value' }]),
      ...failuresIn(brought, values),
    ],
  }
}

const failuresIn = (brought: Brought, values: NeedQuery['values']): readonly FieldFailure[] => {
  const need = matchmakingOfForm(nestFields(Object.entries(values)).body)[brought]
  if (need === undefined) return []
  try {
    parseInput(partOfNeedSchema(), need)
    return []
  } catch (error) {
    if (!(error instanceof Failure && error.kind === 'invalid')) throw error
    return error.fields.map((field) => ({ ...field, pointer: `/${brought}${field.pointer}` }))
  }
}
