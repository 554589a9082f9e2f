import type { RateRuleWiring } from '../templates/wiring.ts'

/** Into so many parts a window is cut: WAF, too, counts by and by, not to the second. */
const partsOfWindow = 30

/**
 * Counts the requests of each network address as the firewall's rules by rate do.
 *
 * @param now milliseconds
 * @returns what each rule does with the next request of an address, first those that come first
 */
export const rateLimits = (rules: readonly RateRuleWiring[], now: () => number) => {
  const counters = rules.map((rule) => ({ rule, parts: new Map<string, Map<number, number>>() }))
  return (address: string): readonly RateRuleWiring['outcome'][] =>
    counters.flatMap(({ rule, parts }) => {
      const part = Math.floor((now() * partsOfWindow) / (rule.windowSeconds * 1000))
      const counts = parts.get(address) ?? new Map<number, number>()
      parts.set(address, counts)
      for (const each of counts.keys()) if (each <= part - partsOfWindow) counts.delete(each)
      counts.set(part, (counts.get(part) ?? 0) + 1)
      const asked = [...counts.values()].reduce((sum, each) => sum + each, 0)
      return asked > rule.limit ? [rule.outcome] : []
    })
}
