import { isRecord } from '../templates/read-properties.ts'

/**
 * Lambda's event filter patterns, as far as the stacks use them: an object names fields, a list the values of
 * which one must match, and a value may be a rule: `exists`, `anything-but`, `prefix`.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
 */
export const matchesPattern = (pattern: unknown, event: unknown): boolean => {
  if (!isRecord(pattern)) return false
  return Object.entries(pattern).every(([field, wanted]) => {
    const actual = isRecord(event) ? event[field] : undefined
    if (Array.isArray(wanted)) return wanted.some((rule) => matchesRule(rule, actual))
    return matchesPattern(wanted, actual)
  })
}

/** Whether any of the patterns matches; no pattern lets everything pass. */
export const passesFilters = (patterns: readonly unknown[], event: unknown): boolean =>
  patterns.length === 0 || patterns.some((pattern) => matchesPattern(pattern, event))

const matchesRule = (rule: unknown, actual: unknown): boolean => {
  if (!isRecord(rule)) return Array.isArray(actual) ? actual.includes(rule) : actual === rule
  // `exists` is about leaves only: a node that has fields of its own does not count.
  if ('exists' in rule) return (actual !== undefined && !isRecord(actual)) === rule.exists
  if ('prefix' in rule) return typeof actual === 'string' && actual.startsWith(String(rule.prefix))
  const excluded = rule['anything-but']
  if (actual === undefined) return false
  if (isRecord(excluded)) return !matchesRule(excluded, actual)
  return Array.isArray(excluded) ? !excluded.includes(actual) : excluded !== actual
}

const rules = ['exists', 'prefix', 'anything-but']

/**
 * Refuses what `matchesPattern` does not know.
 *
 * @param where named in errors
 */
export const checkPattern = (pattern: unknown, where: string): void => {
  if (!isRecord(pattern)) throw new Error(`${where}: a filter pattern is an object`)
  for (const wanted of Object.values(pattern)) {
    if (!Array.isArray(wanted)) {
      checkPattern(wanted, where)
      continue
    }
    for (const rule of wanted.filter(isRecord)) {
      const [name = '', ...more] = Object.keys(rule)
      const inner = rule['anything-but']
      const innerIsKnown = !isRecord(inner) || Object.keys(inner).join() === 'prefix'
      if (!rules.includes(name) || more.length > 0 || !innerIsKnown)
        throw new Error(`${where}: the local run does not know the filter rule ${JSON.stringify(rule)}`)
    }
  }
}
