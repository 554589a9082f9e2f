import * as z from 'zod/mini'
import { Failure, type FieldFailure } from '../failures.ts'
import { parseInput } from '../http/parse-input.ts'
import type { HttpRequest } from '../http/request.ts'
import type { Language } from '../messages/languages.ts'
import { type HeadingId, headingIds, narrowerThan, type ThemeId } from '../themes/themes.ts'
import { facetNames } from './facets.ts'
import type { RegisterQuery } from './register-index.ts'
import { pageSize, registerQuerySchemas } from './register-operations.ts'

const schema = z.partial(z.object(registerQuerySchemas))

/** The query parameters as they were given, checked; headings are not taken apart. */
export type RegisterParameters = z.output<typeof schema>

const single = ['q', 'sort', 'as', 'limit', 'cursor'] as const
const several = facetNames

/** What was asked, as far as it can be, and what is wrong with the rest. */
export type ReadParameters = {
  /** The good parameters; of several values of a filter the good ones. */
  readonly asked: RegisterParameters
  /** Each parameter at fault, once, as `?name`. */
  readonly failures: readonly FieldFailure[]
  /** The search words as they were typed, good or not. */
  readonly typed?: string
}

/**
 * Reads the parameters of `GET /register`. Empty ones count as not given, since a form sends every field;
 * unknown ones are ignored, since mail programs and search engines add their own to links.
 */
export const readRegisterParameters = (query: HttpRequest['query']): ReadParameters => {
  const good: Record<string, unknown> = {}
  const failures: FieldFailure[] = []
  const values = (name: string) => (query[name] ?? []).filter((value) => value !== '')
  for (const name of single) {
    const [value, second] = values(name)
    if (second !== undefined) failures.push({ pointer: `?${name}`, code: 'given-twice' })
    if (value === undefined) continue
    const read = name === 'limit' && /^\d{1,6}$/.test(value) ? Number(value) : value
    const failure = failureIn(name, read)
    if (failure) failures.push(failure)
    else good[name] = read
  }
  for (const name of several) {
    const list = [...new Set(values(name))]
    const failing = list.flatMap((value) => failureIn(name, [value]) ?? [])
    // Which of several values is wrong does not matter: the parameter is named, once.
    if (failing[0]) failures.push(failing[0])
    const fitting = list.filter((value) => !failureIn(name, [value]))
    if (fitting.length > 0) good[name] = fitting
  }
  const [typed] = values('q')
  return { asked: parseInput(schema, good, '?'), failures, ...(typed !== undefined && { typed }) }
}

/** What is wrong with one parameter's value, if anything. */
const failureIn = (name: string, value: unknown): FieldFailure | undefined => {
  try {
    parseInput(schema, { [name]: value }, '?')
    return undefined
  } catch (error) {
    if (!(error instanceof Failure && error.fields[0])) throw error
    return { ...error.fields[0], pointer: `?${name}` }
  }
}

const isHeading = (id: ThemeId | HeadingId): id is HeadingId => (headingIds as readonly string[]).includes(id)

/** The parameters as a question of a reader to the register: a heading becomes the themes under it. */
export const registerQueryOf = (
  { theme, limit, as: _, ...asked }: RegisterParameters,
  reader: Language,
): RegisterQuery => ({
  ...asked,
  ...(theme && { theme: [...new Set(theme.flatMap((id) => (isHeading(id) ? narrowerThan(id) : [id])))] }),
  reader,
  limit: limit ?? pageSize.default,
})
