import { isCommunityCode, type TerritoryCode } from '../places/communities.ts'
import { sideOf } from '../places/countries.ts'
import type { Programme } from './programme.ts'
import type { ContactArea } from './rule-words.ts'

/** Somebody who answers questions: what they are, and how to reach them. */
export type ContactPoint = {
  /** As the stage states it, e.g. 'Desk officer for Ukraine'. */
  readonly function: string
  readonly mail: string
  readonly phone?: string | undefined
}

/** The contact points of a stage: several an area, and those who answer where an area has none. */
export type ContactPoints = {
  readonly byArea: Readonly<Partial<Record<ContactArea, readonly ContactPoint[]>>>
  readonly fallback: readonly ContactPoint[]
}

/** The contact points of one area; `area` undefined: the fallback's. */
export type AreaContacts = {
  readonly area?: ContactArea | undefined
  readonly points: readonly ContactPoint[]
}

/** Whose area a partner country or community is. Member States have none: theirs follows from whom they look for. */
const areaOfPlace = (place: TerritoryCode): ContactArea | undefined => {
  if (isCommunityCode(place)) return 'taiex-western-balkans'
  if (sideOf(place) === 'eu') return undefined
  if (['AL', 'BA', 'XK', 'ME', 'MK', 'RS', 'TR'].includes(place)) return 'taiex-western-balkans'
  return ['AM', 'AZ', 'GE', 'MD', 'UA'].includes(place) ? 'eastern-partnership' : 'southern-neighbourhood'
}

const contactsOf = (
  { byArea, fallback }: ContactPoints,
  areas: readonly ContactArea[],
): readonly AreaContacts[] => {
  const found = [...new Set(areas)].flatMap((area) => {
    const points = byArea[area] ?? []
    return points.length > 0 ? [{ area, points }] : []
  })
  return found.length > 0 ? found : [{ points: fallback }]
}

/**
 * Where to ask about a programme: its own area's contact points or, where its area goes by country, those of the
 * place of who asks.
 */
export const contactsOfProgramme = (
  points: ContactPoints,
  { area }: Pick<Programme, 'area'>,
  place?: TerritoryCode,
): readonly AreaContacts[] => {
  const own = area === 'by-country' ? place && areaOfPlace(place) : area
  return contactsOf(points, own ? [own] : [])
}

/**
 * Who is told of a new entry: the areas of the programmes that it wishes, and those of its countries, its own and the
 * ones it wishes. Nobody in charge: the fallback, so that somebody always is told.
 */
export const toldOfEntry = (
  points: ContactPoints,
  entry: {
    readonly country: TerritoryCode
    readonly programmes: readonly Pick<Programme, 'area'>[]
    /** Countries wished. */
    readonly countries: readonly TerritoryCode[]
  },
): readonly AreaContacts[] =>
  contactsOf(points, [
    ...entry.programmes.flatMap(({ area }) => (area === 'by-country' ? [] : [area])),
    ...[entry.country, ...entry.countries].flatMap((place) => areaOfPlace(place) ?? []),
  ])
