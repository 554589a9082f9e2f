import { pairHash } from '../pair-hash.ts'

/** Fit as an integer, 10⁶ for a perfect one (DEFINITIONS, Rounds 1). */
export const fitUnit = 1_000_000

/** A pair that is not eligible. */
export const forbidden = -1

/** A round as it is asked for: many requests, many offers, and how well each pair fits. */
export type Round = {
  /** Names the round in the hashes that break ties. */
  readonly roundId: string
  /** Distinct ids. */
  readonly requests: readonly string[]
  /** Distinct ids. */
  readonly offers: readonly string[]
  /** Row-major, one row a request: round(10⁶ · fit), or `forbidden`. */
  readonly weights: Int32Array
  /** How many different offers each request wants, at least 1. */
  readonly perRequest: number
  /** The most requests that each offer takes. */
  readonly capacity: readonly number[]
  /** The fewest requests that each offer should get; at most its capacity. */
  readonly lower: readonly number[]
}

/**
 * The same round in an order that only the ids decide, so that the order in which people arrived changes nothing
 * (DEFINITIONS, Rounds 7). All arithmetic works on this; results are turned back at the end.
 */
export type Market = {
  readonly requests: number
  readonly offers: number
  readonly perRequest: number
  /** Row-major as in `Round`. */
  readonly weights: Int32Array
  /** k_p = min(perRequest, eligible offers). */
  readonly asked: Int32Array
  readonly capacity: Int32Array
  readonly lower: Int32Array
  /** h(p, o) without its pair: combine with `hashOf`. */
  readonly requestHash: Uint32Array
  readonly offerHash: Uint32Array
  /** Where a row or column of the market stands in the round. */
  readonly requestOrder: Int32Array
  readonly offerOrder: Int32Array
}

/** @throws RangeError that names the field when sizes do not agree or a number is out of range */
export const marketOf = (round: Round): Market => {
  check(round)
  const { requests, offers, perRequest } = round
  const requestOrder = hashOrder(round.roundId, requests)
  const offerOrder = hashOrder(round.roundId, offers)
  const weights = new Int32Array(requests.length * offers.length)
  const asked = new Int32Array(requests.length)
  for (let p = 0; p < requests.length; p++) {
    const from = requestOrder[p]! * offers.length
    let eligible = 0
    for (let o = 0; o < offers.length; o++) {
      const weight = round.weights[from + offerOrder[o]!]!
      weights[p * offers.length + o] = weight
      if (weight !== forbidden) eligible++
    }
    asked[p] = Math.min(perRequest, eligible)
  }
  return {
    requests: requests.length,
    offers: offers.length,
    perRequest,
    weights,
    asked,
    capacity: Int32Array.from(offerOrder, (o) => round.capacity[o]!),
    lower: Int32Array.from(offerOrder, (o) => round.lower[o]!),
    requestHash: Uint32Array.from(requestOrder, (p) => pairHash(round.roundId, requests[p]!)),
    offerHash: Uint32Array.from(offerOrder, (o) => pairHash(round.roundId, offers[o]!)),
    requestOrder,
    offerOrder,
  }
}

/** h(p, o): 32 bits of (round, request, offer), by the finalizer of MurmurHash3 over both hashes. */
export const hashOf = (requestHash: number, offerHash: number): number => {
  let hash = Math.imul(requestHash ^ (requestHash >>> 15), 0x2c1b3c6d) ^ offerHash
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

const hashOrder = (roundId: string, ids: readonly string[]): Int32Array => {
  const hashes = ids.map((id) => pairHash(roundId, id))
  return Int32Array.from(ids.keys()).sort((a, b) => hashes[a]! - hashes[b]! || (ids[a]! < ids[b]! ? -1 : 1))
}

const check = ({ requests, offers, weights, perRequest, capacity, lower }: Round): void => {
  const must = (holds: boolean, message: string) => {
    if (!holds) throw new RangeError(message)
  }
  must(new Set(requests).size === requests.length, 'requests: ids must differ')
  must(new Set(offers).size === offers.length, 'offers: ids must differ')
  must(weights.length === requests.length * offers.length, 'weights: one number a pair')
  must(Number.isInteger(perRequest) && perRequest >= 1, 'perRequest: a whole number of at least 1')
  must(capacity.length === offers.length, 'capacity: one number an offer')
  must(lower.length === offers.length, 'lower: one number an offer')
  must(
    capacity.every((each) => Number.isInteger(each) && each >= 0),
    'capacity: whole numbers of at least 0',
  )
  must(
    lower.every((each, o) => Number.isInteger(each) && each >= 0 && each <= capacity[o]!),
    'lower: whole numbers from 0 to the capacity',
  )
  must(
    weights.every((weight) => weight >= forbidden && weight <= fitUnit),
    'weights: from 0 to 1,000,000, or −1 where forbidden',
  )
}
