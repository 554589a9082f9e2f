import { Failure, type FieldFailure, invalid } from '../failures.ts'

/**
 * How deep and how many: our forms need 3 levels, and the largest of them, fifteen offers, requests and interests with
 * every country, format and programme ticked, 1,050 fields.
 */
const deepest = 6
const most = 1200

/** A form as its fields nest, and the names that cannot be ours, which are left out of it. */
export type DecodedForm = {
  readonly body: Record<string, unknown>
  /** Names too deep, `__proto__`, at odds with another, twice the same (the first counts), with an odd index. */
  readonly failures: readonly FieldFailure[]
}

/**
 * Decodes `application/x-www-form-urlencoded` into the nested value that JSON clients send:
 * `items.0.theme=waste` becomes `{items: [{theme: 'waste'}]}`, and a name that ends with `[]` collects all
 * its values. So a field's name is its JSON pointer with dots, and both bodies meet one schema.
 * Empty values are left out: an empty text field states nothing.
 *
 * @throws Failure `malformed` for percent escapes that are no UTF-8; `invalid` for more fields than any form has
 */
export const decodeForm = (text: string): DecodedForm => {
  refuseBadEscapes(text)
  return nestFields([...new URLSearchParams(text)])
}

/**
 * The same for fields that came another way, e.g. as `multipart/form-data`.
 *
 * @throws Failure `invalid` for more fields than any form has
 */
export const nestFields = (fields: readonly (readonly [string, string])[]): DecodedForm => {
  const root: Record<string, unknown> = Object.create(null)
  const failures: FieldFailure[] = []
  if (fields.length > most) throw invalid([{ pointer: '', code: 'too-many-fields', values: { most } }])
  for (const [name, value] of fields) {
    // Browsers send a text field's line breaks as CR LF (HTML, 4.10.22.4), whatever they were filled with.
    const code = put(root, name, value.replace(/\r\n?/g, '\n'))
    if (code) failures.push({ pointer: `/${stepsOf(name).join('/')}`, code })
  }
  return { body: listsOf(root) as Record<string, unknown>, failures }
}

const stepsOf = (name: string): string[] => name.replace(/\[\]$/, '').split('.')

/** Puts one field where its name says; gives the rule that forbids it, if one does. */
const put = (root: Record<string, unknown>, name: string, value: string): string | undefined => {
  const many = name.endsWith('[]')
  const steps = stepsOf(name)
  if (steps.length > deepest || steps.some((s) => !/^[A-Za-z][A-Za-z0-9-]*$|^\d{1,2}$/.test(s)))
    return 'unknown-field'
  if (value === '') return undefined
  let at: Record<string, unknown> = root
  for (const step of steps.slice(0, -1)) {
    at[step] ??= Object.create(null)
    if (typeof at[step] !== 'object' || Array.isArray(at[step])) return 'unknown-field'
    at = at[step] as Record<string, unknown>
  }
  const last = steps.at(-1) as string
  if (many) {
    at[last] ??= []
    if (!Array.isArray(at[last])) return 'unknown-field'
    ;(at[last] as unknown[]).push(value)
    return undefined
  }
  if (last in at) return 'given-twice'
  at[last] = value
  return undefined
}

/** Objects whose names are all numbers are lists, in the order of their numbers. */
const listsOf = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const entries = Object.entries(value).map(([name, inner]) => [name, listsOf(inner)] as const)
  return entries.length > 0 && entries.every(([name]) => /^\d+$/.test(name))
    ? entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, inner]) => inner)
    : Object.fromEntries(entries)
}

/** `URLSearchParams` would quietly turn what is no UTF-8 into replacement characters. */
const refuseBadEscapes = (body: string): void => {
  try {
    decodeURIComponent(body)
  } catch (cause) {
    throw new Failure('malformed', 'not-utf-8', { cause })
  }
}
