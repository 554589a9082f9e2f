import { existsSync, readFileSync } from 'node:fs'
import { type OtherNames, placesWithOtherNames } from '../places/other-names.ts'
import { tokensOf } from './folding.ts'
import { columnOf, type Learned, learnIn, type SpellingColumn, spellingsOf } from './spelling-column.ts'

/** How places with several names are spelled in every script; a spelling names places by their number in `places`. */
type PlaceSpellings = {
  readonly column: SpellingColumn
  readonly places: readonly OtherNames[]
  /** How many words the longest name has. */
  readonly longest: number
}

/** Spells every name of every place that has several: some 0.1 s. */
export const spellPlaces = (): PlaceSpellings => {
  const places = placesWithOtherNames()
  const learned: Learned = new Map()
  let longest = 0
  for (const [number, { names, inflected }] of places.entries())
    for (const name of [...names, ...inflected]) {
      const words = tokensOf(name)
      longest = Math.max(longest, words.length)
      learnIn(learned, spellingsOf(words, []), [number])
    }
  return { column: columnOf(learned), places, longest }
}

/** Where a bundle has them beside itself, spelled when it was made. */
export const placeSpellingsFile = 'place-spellings.json'

let spelled: PlaceSpellings | undefined

/** How places are spelled: read from beside the bundle, or worked out where nothing was bundled. */
export const placeSpellings = (): PlaceSpellings => {
  if (spelled) return spelled
  const file = new URL(`./${placeSpellingsFile}`, import.meta.url)
  spelled = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as PlaceSpellings) : spellPlaces()
  return spelled
}
