import type { CountryCode } from '../../places/countries.ts'
import { type FitSide, languagesOf } from '../fit.ts'
import type { RegisterColumns } from './item-columns.ts'

/** What each way of stating languages makes of a fit with one's own; undefined: no way to talk. */
type TongueValues = readonly (number | undefined)[]

/** There are some hundred ways of stating languages, so what comes of two is worked out once a version. */
const knownTongues = new WeakMap<RegisterColumns, Map<string, TongueValues>>()
/** A need that is not registered can state anything. */
const mostTongues = 2_000

/** What each of the register's ways of stating languages makes of a fit with these. */
export const tongueValues = (
  own: FitSide,
  offersSide: boolean,
  interpreted: boolean,
  columns: RegisterColumns,
): TongueValues => {
  const known = knownTongues.get(columns) ?? new Map<string, TongueValues>()
  knownTongues.set(columns, known)
  const key = JSON.stringify([
    own.languages,
    own.languagesAssumed,
    own.interpretation,
    offersSide,
    interpreted,
  ])
  const before = known.get(key)
  if (before) return before
  const values = columns.tongues.map((entry) => {
    const theirs = { ...own, ...sideOfLanguages(entry) }
    const reason = offersSide ? languagesOf(own, theirs, interpreted) : languagesOf(theirs, own, interpreted)
    return reason === 'none' ? undefined : reason.value
  })
  if (known.size >= mostTongues) known.clear()
  known.set(key, values)
  return values
}

const sideOfLanguages = ({
  languages,
  languagesAssumed,
  interpretation,
}: RegisterColumns['tongues'][number]) => ({
  languages,
  languagesAssumed,
  interpretation,
})

/** By country, what each list of wished countries says of it, worked out once a version. */
const knownWishes = new WeakMap<RegisterColumns, Map<string, Uint8Array>>()

/** What each list of wished countries says of a country: 0 nothing, 1 that others are wished, 2 that it is. */
export const wishCodes = (country: CountryCode | undefined, columns: RegisterColumns): Uint8Array => {
  const known = knownWishes.get(columns) ?? new Map<string, Uint8Array>()
  knownWishes.set(columns, known)
  let codes = known.get(country ?? '')
  if (!codes) {
    codes = Uint8Array.from(columns.wishLists, (list) =>
      list.length === 0 || country === undefined ? 0 : list.includes(country) ? 2 : 1,
    )
    known.set(country ?? '', codes)
  }
  return codes
}
