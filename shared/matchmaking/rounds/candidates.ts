import { forbidden, hashOf, type Market } from './market.ts'

/** How many of its best offers a request knows at first; pricing adds the others that it needs. */
export const firstCandidates = 64

/**
 * Each request's best offers at these prices, at most `most`, in the market's order. Equal ones are told apart by the
 * pair's hash, so that requests that like everything alike do not all crowd at the same offers.
 */
export const bestOffersIn = (
  market: Market,
  prices: Float64Array,
  most = firstCandidates,
): ((p: number) => Int32Array) => {
  const { offers, weights, requestHash, offerHash } = market
  const gains = new Float64Array(offers)
  const sorted = new Float64Array(offers)
  return (p) => {
    const eligible: number[] = []
    for (let o = 0; o < offers; o++) {
      const weight = weights[p * offers + o]!
      if (weight === forbidden) continue
      gains[o] = weight - prices[o]!
      sorted[eligible.length] = gains[o]!
      eligible.push(o)
    }
    if (eligible.length <= most) return Int32Array.from(eligible)
    const threshold = sorted.subarray(0, eligible.length).sort()[eligible.length - most]!
    const chosen = eligible.filter((o) => gains[o]! > threshold)
    const doubtful = eligible.filter((o) => gains[o] === threshold)
    if (chosen.length + doubtful.length > most) {
      const hash = (o: number) => hashOf(requestHash[p]!, offerHash[o]!)
      doubtful.sort((a, b) => hash(a) - hash(b) || a - b)
    }
    return Int32Array.from([...chosen, ...doubtful.slice(0, most - chosen.length)]).sort()
  }
}
