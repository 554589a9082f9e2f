import { forbidden, type Market } from './market.ts'

/** The least step of a price, in 10⁻⁶ of fit. */
const leastStep = 8_000
/** Bids a request may make on average; where places are scarce, prices would rise for ever. */
const mostBids = 60

/**
 * Prices at which about as many requests want each offer as it has places, by an auction (Bertsekas 1988) that
 * stops early: requests bid for what they like best at the current prices, and a full offer keeps its highest
 * bids. A flow that starts with them has nearly all of its work behind it; being rough costs time, never truth.
 *
 * @returns in 10⁻⁶ of fit, 0 where there are places left
 */
export const pricesByAuction = (market: Market): Float64Array => {
  const { requests, offers, weights, asked, capacity } = market
  const prices = new Float64Array(offers)
  const first = new Int32Array(offers + 1)
  for (let o = 0; o < offers; o++) first[o + 1] = first[o]! + capacity[o]!
  const bidder = new Int32Array(first[offers]!)
  const bids = new Float64Array(first[offers]!)
  const taken = new Int32Array(offers)
  for (let o = 0; o < offers; o++) if (capacity[o] === 0) prices[o] = Number.POSITIVE_INFINITY

  const has = (p: number, o: number): boolean => {
    for (let at = first[o]!; at < first[o]! + taken[o]!; at++) if (bidder[at] === p) return true
    return false
  }
  const places = asked.slice()
  const queue = Int32Array.from(asked.keys())
  let waiting = requests
  let from = 0
  const isWaiting = new Uint8Array(requests).fill(1)
  const wait = (p: number) => {
    if (isWaiting[p]) return
    isWaiting[p] = 1
    queue[(from + waiting++) % requests] = p
  }

  const most = market.perRequest + 1
  const bestOffer = new Int32Array(most)
  const bestGain = new Float64Array(most)
  for (let bid = 0; waiting > 0 && bid < mostBids * requests; bid++) {
    const p = queue[from]!
    from = (from + 1) % requests
    waiting--
    isWaiting[p] = 0
    const wanted = places[p]!
    if (wanted === 0) continue
    let found = 0
    for (let o = 0; o < offers; o++) {
      const weight = weights[p * offers + o]!
      if (weight === forbidden) continue
      const gain = weight - prices[o]!
      if ((found > wanted && gain <= bestGain[wanted]!) || has(p, o)) continue
      let at = Math.min(found, wanted)
      while (at > 0 && bestGain[at - 1]! < gain) {
        bestGain[at] = bestGain[at - 1]!
        bestOffer[at] = bestOffer[at - 1]!
        at--
      }
      bestGain[at] = gain
      bestOffer[at] = o
      if (found <= wanted) found++
    }
    const next = found > wanted ? bestGain[wanted]! : bestGain[found - 1]!
    for (let i = 0; i < Math.min(found, wanted); i++) {
      const o = bestOffer[i]!
      if (prices[o] === Number.POSITIVE_INFINITY) continue
      const offered = prices[o]! + bestGain[i]! - next + leastStep
      let at = first[o]! + taken[o]!
      if (taken[o] === capacity[o]) {
        at = first[o]!
        for (let other = at; other < first[o + 1]!; other++) if (bids[other]! < bids[at]!) at = other
        places[bidder[at]!]!++
        wait(bidder[at]!)
      } else taken[o]!++
      bidder[at] = p
      bids[at] = offered
      places[p]!--
      if (taken[o] === capacity[o]) {
        let least = offered
        for (let other = first[o]!; other < first[o + 1]!; other++) least = Math.min(least, bids[other]!)
        prices[o] = least
      }
    }
  }
  return prices.map((price) => (Number.isFinite(price) ? Math.round(price) : 0))
}
