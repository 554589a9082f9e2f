import { sideOf } from '../../../../shared/places/countries.ts'
import type { Place } from '../places/place.ts'
import { speakersOf } from '../places/speakers.ts'

/**
 * A sentence that anybody can say, or one with those who can: leaking pits are a small place's trouble, villages
 * are not a capital's, and only an association has members.
 */
export type Sentence =
  | string
  | {
      readonly text: string
      /** Who may say it (`speakers`); not given: everybody. */
      readonly from?: readonly string[] | undefined
      /** Traits, countries, or a side of countries (`eu`, `partner`), any of which it needs; not given: none. */
      readonly where?: readonly string[] | undefined
    }

export const textOf = (sentence: Sentence): string =>
  typeof sentence === 'string' ? sentence : sentence.text

/** Those of the sentences that make sense in this place's mouth. */
export const sayableBy = (place: Place, sentences: readonly Sentence[]): readonly string[] => {
  const speakers = speakersOf(place)
  const whereabouts: readonly string[] = [...place.traits, place.country, sideOf(place.country)]
  return sentences.filter((sentence) => suits(sentence, speakers, whereabouts)).map(textOf)
}

const suits = (sentence: Sentence, speakers: readonly string[], whereabouts: readonly string[]): boolean => {
  if (typeof sentence === 'string') return true
  const { from, where } = sentence
  return (
    (!from || speakers.every((speaker) => from.includes(speaker))) &&
    (!where || where.some((needed) => whereabouts.includes(needed)))
  )
}
