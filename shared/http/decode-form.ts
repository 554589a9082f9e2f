import { Failure, invalid } from '../failures.ts'

/** How deep and how many: a form of ours needs 3 levels and fewer than 200 fields. */
const deepest = 6
const most = 500

/**
 * Decodes `application/x-www-form-urlencoded` into the nested value that JSON clients send:
 * `items.0.theme=waste` becomes `{items: [{theme: 'waste'}]}`, and a name that ends with `[]` collects all
 * its values. So a field's name is its JSON pointer with dots, and both bodies meet one schema.
 * Empty values are left out: an empty text field states nothing.
 *
 * @throws Failure `malformed` for percent escapes that are no UTF-8; `invalid` for names that cannot be ours (too deep, `__proto__`, twice the same, odd index)
 */
export const decodeForm = (body: string): Record<string, unknown> => {
  refuseBadEscapes(body)
  return nestFields([...new URLSearchParams(body)])
}

/**
 * The same for fields that came another way, e.g. as `multipart/form-data`.
 *
 * @throws Failure `invalid` as `decodeForm`
 */
export const nestFields = (fields: readonly (readonly [string, string])[]): Record<string, unknown> => {
  const root: Record<string, unknown> = Object.create(null)
  if (fields.length > most) throw invalid([{ pointer: '', code: 'too-many-fields', values: { most } }])
  for (const [name, value] of fields) {
    const many = name.endsWith('[]')
    const steps = (many ? name.slice(0, -2) : name).split('.')
    const pointer = `/${steps.join('/')}`
    const bad = (code: string) => invalid([{ pointer, code }])
    if (steps.length > deepest || steps.some((s) => !/^[A-Za-z][A-Za-z0-9-]*$|^\d{1,2}$/.test(s)))
      throw bad('unknown-field')
    if (value === '') continue
    let at: Record<string, unknown> = root
    for (const step of steps.slice(0, -1)) {
      at[step] ??= Object.create(null)
      if (typeof at[step] !== 'object' || Array.isArray(at[step])) throw bad('unknown-field')
      at = at[step] as Record<string, unknown>
    }
    const last = steps.at(-1) as string
    if (many) {
      at[last] ??= []
      if (!Array.isArray(at[last])) throw bad('unknown-field')
      ;(at[last] as unknown[]).push(value)
    } else {
      if (last in at) throw bad('given-twice')
      at[last] = value
    }
  }
  return listsOf(root) as Record<string, unknown>
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
