import type { Authority, Tier } from '../register/entry.ts'
import { fold } from '../register/folding.ts'

/**
 * The spelling under which an authority is one and the same: without marks, case and punctuation, so that
 * 'Kraków', 'KRAKOW' and 'Kraków ' do not make two entries. Letters of other scripts stay.
 */
export const foldedAuthorityName = (name: string): string =>
  fold(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** What says which authority is meant. */
export type Named = Pick<Authority, 'name' | 'country'> & {
  readonly place?: string | undefined
  readonly tier?: Tier | undefined
}

/** Of these a place has one, so that place and tier say which authority is meant; of the others it has several. */
const oneAPlace: ReadonlySet<Tier> = new Set(['municipality', 'county', 'region'])

/**
 * Which authority of a known place is meant: by its tier (not stated: the municipality, since the known places are towns)
 * and, of what a place has several of, by name. Undefined where no place was chosen.
 */
export const seatOf = ({
  place,
  tier = 'municipality',
  name,
}: Named): { readonly place: string; readonly which: string } | undefined =>
  place === undefined
    ? undefined
    : { place, which: oneAPlace.has(tier) ? tier : `${tier} ${foldedAuthorityName(name)}` }

/**
 * Whether two names in countries mean one authority: the same of one place, whatever the spelling, or else the same name,
 * unless both state a place, or a tier, and differ in it: there are Neustadts, and Utrecht is a city and a province.
 */
export const isSameAuthority = (one: Named, other: Named): boolean => {
  if (one.country !== other.country) return false
  const [seat, otherSeat] = [seatOf(one), seatOf(other)]
  if (seat && otherSeat) {
    if (seat.place !== otherSeat.place) return false
    if (seat.which === otherSeat.which) return true
    if (one.tier && other.tier) return false
  }
  return hasSameName(one, other)
}

/** Whether two names are one, whatever the marks, case and punctuation. */
export const hasSameName = (one: Pick<Named, 'name'>, other: Pick<Named, 'name'>): boolean =>
  foldedAuthorityName(one.name) === foldedAuthorityName(other.name)
