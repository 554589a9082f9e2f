import * as z from 'zod/mini'
import { type FieldFailure, invalid } from '../failures.ts'

/**
 * Checks a value against a schema.
 *
 * A schema names its own rules by message key: `z.string().check(z.maxLength(600, 'too-long'))`; the rules
 * that zod itself finds (a missing field, a wrong type, an unknown field or choice) get the codes `missing`,
 * `wrong-type`, `unknown-field`, `unknown-value`.
 *
 * @param at what a pointer begins with: '' for a body, '?' for query parameters
 * @throws Failure `invalid` with every field at fault
 */
export const parseInput = <S extends z.core.$ZodType>(
  schema: S,
  value: unknown,
  at: '' | '?' = '',
): z.output<S> => {
  const result = z.safeParse(schema, value, { reportInput: true })
  if (result.success) return result.data
  // One rule broken in two ways, such as a number past two limits, is said once.
  const failures = new Map(
    result.error.issues
      .flatMap((issue) => failuresOf(issue, at))
      .map((failure) => [`${failure.pointer} ${failure.code}`, failure]),
  )
  throw invalid([...failures.values()])
}

/** A JSON pointer (RFC 6901) at what a path leads to; a query parameter's begins with `?`. */
export const pointerOf = (path: readonly PropertyKey[], at: '' | '?' = ''): string =>
  at === '?'
    ? `?${path.join('.')}`
    : path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** Rule codes are lower-case words with hyphens; anything else is a message of zod's own. */
const isCode = (message: string): boolean => /^[a-z]+(-[a-z]+)*$/.test(message)

/** A whole number has zod's own limits, too (±2⁵³ − 1); the schema's come after and are what is said. */
const isNumber = ({ origin }: { readonly origin: string }): boolean => origin === 'number' || origin === 'int'

const failuresOf = (issue: z.core.$ZodIssue, at: '' | '?'): FieldFailure[] => {
  const pointer = pointerOf(issue.path, at)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        pointer: pointerOf([...issue.path, key], at),
        code: 'unknown-field',
      }))
    case 'invalid_type':
      return [
        issue.input === undefined || issue.input === null
          ? { pointer, code: 'missing' }
          : { pointer, code: 'wrong-type', values: { expected: issue.expected } },
      ]
    case 'invalid_value':
      return [{ pointer, code: issue.input === undefined ? 'missing' : 'unknown-value' }]
    case 'too_big':
      return [
        {
          pointer,
          code: isCode(issue.message) ? issue.message : isNumber(issue) ? 'too-large-number' : 'too-many',
          values: { most: Number(issue.maximum) },
        },
      ]
    case 'too_small':
      return [
        {
          pointer,
          code: isCode(issue.message) ? issue.message : isNumber(issue) ? 'too-small' : 'too-few',
          values: { least: Number(issue.minimum) },
        },
      ]
    case 'custom': {
      const { most } = issue.params ?? {}
      return [{ pointer, code: issue.message, ...(typeof most === 'number' && { values: { most } }) }]
    }
    default:
      return [{ pointer, code: isCode(issue.message) ? issue.message : 'wrong-value' }]
  }
}
