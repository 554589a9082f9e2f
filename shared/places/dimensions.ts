import type { TerritoryCode } from './communities.ts'

/** The part of the EU's external relations that a place belongs to. */
export const dimensions = ['enlargement', 'neighbourhood', 'development'] as const
export type Dimension = (typeof dimensions)[number]

/** Since when (`YYYY-MM-DD`, included) a place has been in a dimension; the latest that has begun counts. */
type Since = { readonly from: string; readonly dimension: Dimension }

const always = (dimension: Dimension): readonly Since[] => [{ from: '0000-01-01', dimension }]
const candidateFrom = (from: string): readonly Since[] => [
  ...always('neighbourhood'),
  { from, dimension: 'enlargement' },
]

/**
 * Enlargement: candidates and potential candidates. Ukraine and Moldova became candidates by the European Council's
 * conclusions of 23 June 2022, Georgia by those of 14 December 2023; the Turkish Cypriot community is prepared for
 * the EU's law (Council Regulation (EC) No 389/2006). Neighbourhood: the partners of the European Neighbourhood Policy.
 */
const history: Readonly<Partial<Record<TerritoryCode, readonly Since[]>>> = {
  AL: always('enlargement'),
  BA: always('enlargement'),
  XK: always('enlargement'),
  ME: always('enlargement'),
  MK: always('enlargement'),
  RS: always('enlargement'),
  TR: always('enlargement'),
  TCC: always('enlargement'),
  UA: candidateFrom('2022-06-23'),
  MD: candidateFrom('2022-06-23'),
  GE: candidateFrom('2023-12-14'),
  AM: always('neighbourhood'),
  AZ: always('neighbourhood'),
  DZ: always('neighbourhood'),
  EG: always('neighbourhood'),
  IL: always('neighbourhood'),
  JO: always('neighbourhood'),
  LB: always('neighbourhood'),
  LY: always('neighbourhood'),
  MA: always('neighbourhood'),
  PS: always('neighbourhood'),
  SY: always('neighbourhood'),
  TN: always('neighbourhood'),
}

/** The dimension of a place on a day (`YYYY-MM-DD`); undefined: a Member State. */
export const dimensionOf = (place: TerritoryCode, on: string): Dimension | undefined =>
  history[place]?.findLast(({ from }) => from <= on)?.dimension
