import loadHighs from 'highs'
import type { Round } from '../../../shared/matchmaking/rounds/market.ts'

// The package's types are read as CommonJS, where the default export is one level deeper than in the module that runs.
const highs = await (loadHighs as unknown as typeof loadHighs.default)()

/** The floor of each request in 10⁻⁶, asked of those that get all their places. */
export type Floors = readonly number[]

/**
 * HiGHS's answer to a round, level after level, each fixed before the next: the oracle of tests and benches.
 * Weights are in 10⁻⁶; `undefined` where the floors cannot be met by a matching that is best in the levels before.
 */
export const highsTotal = (round: Round, floors?: Floors): number | undefined => {
  const { requests, offers, weights, perRequest, capacity, lower } = round
  const width = offers.length
  const rules: string[] = []
  const binaries: string[] = []
  const bounds: string[] = []
  const pairs: { name: string; p: number; o: number; weight: number }[] = []
  for (let p = 0; p < requests.length; p++)
    for (let o = 0; o < width; o++) {
      const weight = weights[p * width + o]!
      if (weight >= 0) pairs.push({ name: `x${p}_${o}`, p, o, weight })
    }
  binaries.push(...pairs.map(({ name }) => name))
  const shortfalls: string[] = []
  const byOffer = Map.groupBy(pairs, ({ o }) => o)
  const byRequest = Map.groupBy(pairs, ({ p }) => p)
  for (const [o, own] of byOffer) {
    const names = own.map(({ name }) => name).join(' + ')
    rules.push(`${names} <= ${capacity[o]}`)
    if (lower[o]! > 0) {
      rules.push(`${names} + s${o} >= ${lower[o]}`)
      shortfalls.push(`s${o}`)
    }
  }
  const served: string[][] = Array.from({ length: perRequest }, () => [])
  for (const [p, own] of byRequest) {
    const asked = Math.min(perRequest, own.length)
    const places = Array.from({ length: asked }, (_, j) => `y${p}_${j}`)
    binaries.push(...places)
    rules.push(`${own.map(({ name }) => name).join(' + ')} - ${places.join(' - ')} = 0`)
    for (const [j, place] of places.entries()) {
      if (j > 0) rules.push(`${places[j - 1]} - ${place} >= 0`)
      served[j]!.push(place)
    }
    if (floors)
      rules.push(
        `${own.map(({ name, weight }) => `${weight / 1e6} ${name}`).join(' + ')} - ${floors[p]! / 1e6} ${places.at(-1)} >= 0`,
      )
  }
  const solve = (sense: 'Maximize' | 'Minimize', objective: string): number | undefined => {
    const model = [
      sense,
      ` obj: ${objective}`,
      'Subject To',
      ...rules.map((rule, n) => ` r${n}: ${rule}`),
      'Bounds',
      ...bounds,
      'Binary',
      ` ${binaries.join('\n ')}`,
      'End',
    ].join('\n')
    const found = highs.solve(model, { mip_rel_gap: 0, mip_abs_gap: 0 })
    if (found.Status === 'Infeasible') return undefined
    if (found.Status !== 'Optimal') throw new Error(`HiGHS: ${found.Status}`)
    return found.ObjectiveValue
  }
  if (pairs.length === 0) return 0
  // Levels 0 and 1 are judged without the floors, which come after them.
  const floored = rules.filter((rule) => rule.endsWith(`>= 0`) && rule.includes('x'))
  const unfloored = rules.filter((rule) => !floored.includes(rule))
  rules.splice(0, rules.length, ...unfloored)
  if (shortfalls.length > 0) {
    const short = Math.round(solve('Minimize', shortfalls.join(' + ')) ?? 0)
    rules.push(`${shortfalls.join(' + ')} <= ${short}`)
  }
  for (const places of served.filter((each) => each.length > 0)) {
    const most = Math.round(solve('Maximize', places.join(' + ')) ?? 0)
    rules.push(`${places.join(' + ')} >= ${most}`)
  }
  rules.push(...floored)
  const total = solve('Maximize', pairs.map(({ name, weight }) => `${weight / 1e6} ${name}`).join(' + '))
  return total === undefined ? undefined : Math.round(total * 1e6)
}
