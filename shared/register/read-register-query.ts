import * as z from 'zod/mini'
import { Failure, invalid } from '../failures.ts'
import { parseInput } from '../http/parse-input.ts'
import type { HttpRequest } from '../http/request.ts'
import type { ThemeId } from '../themes/themes.ts'
import { type HeadingId, headingIds, narrowerThan } from '../themes/vocabulary.ts'
import type { RegisterQuery } from './register-index.ts'
import { pageSize, registerQuerySchemas } from './register-operations.ts'

const schema = z.partial(z.object(registerQuerySchemas))

/** The query parameters as they were given, checked; headings are not taken apart. */
export type RegisterParameters = z.output<typeof schema>

const single = ['q', 'limit', 'cursor'] as const
const several = ['direction', 'theme', 'country'] as const

/**
 * Reads the parameters of `GET /register`. Empty ones count as not given, since a form sends every field;
 * unknown ones are ignored, since mail programs and search engines add their own to links.
 *
 * @throws Failure `invalid` that names each parameter at fault as `?name`
 */
export const readRegisterParameters = (query: HttpRequest['query']): RegisterParameters => {
  const given: Record<string, unknown> = {}
  const values = (name: string) => (query[name] ?? []).filter((value) => value !== '')
  for (const name of single) {
    const [value, second] = values(name)
    if (second !== undefined) throw invalid([{ pointer: `?${name}`, code: 'given-twice' }])
    if (value !== undefined) given[name] = name === 'limit' && /^\d{1,6}$/.test(value) ? Number(value) : value
  }
  for (const name of several) {
    const list = [...new Set(values(name))]
    if (list.length > 0) given[name] = list
  }
  try {
    return parseInput(schema, given, '?')
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    // Which of several values is wrong does not matter: the parameter is named, once.
    const byPointer = new Map(
      error.fields.map((field) => {
        const pointer = field.pointer.replace(/\.\d+$/, '')
        return [pointer, { ...field, pointer }]
      }),
    )
    throw invalid([...byPointer.values()])
  }
}

const isHeading = (id: ThemeId | HeadingId): id is HeadingId => (headingIds as readonly string[]).includes(id)

/** The parameters as a question to the register: a heading becomes the themes under it. */
export const registerQueryOf = ({ theme, limit, ...rest }: RegisterParameters): RegisterQuery => {
  const { q, direction, country, cursor } = rest
  return {
    ...(q !== undefined && { q }),
    ...(direction && { direction }),
    ...(country && { country }),
    ...(theme && { theme: [...new Set(theme.flatMap((id) => (isHeading(id) ? narrowerThan(id) : [id])))] }),
    ...(cursor !== undefined && { cursor }),
    limit: limit ?? pageSize.default,
  }
}
