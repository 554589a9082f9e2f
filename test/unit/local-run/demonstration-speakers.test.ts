import { describe, expect, it } from 'vitest'
import { chanceOf } from '../../../infra/local/demonstration/chance.ts'
import { canTell, newTeller } from '../../../infra/local/demonstration/describe-item.ts'
import { inventAnswers } from '../../../infra/local/demonstration/invent-answers.ts'
import { languagesOf } from '../../../infra/local/demonstration/languages.ts'
import { leaningOf } from '../../../infra/local/demonstration/leanings.ts'
import { knownPlaces } from '../../../infra/local/demonstration/places/known-places.ts'
import { type Place, traits } from '../../../infra/local/demonstration/places/place.ts'
import { type Speaker, speakers, speakersOf } from '../../../infra/local/demonstration/places/speakers.ts'
import { allTexts } from '../../../infra/local/demonstration/texts/all-texts.ts'
import type { Sentence } from '../../../infra/local/demonstration/texts/sentence.ts'
import type { Texts } from '../../../infra/local/demonstration/texts/texts.ts'
import { isCountryCode } from '../../../shared/places/countries.ts'

const sentencesOf = ({ themes, introductions, closings, remarks, interests }: Texts): readonly Sentence[] => [
  ...Object.values(themes).flatMap(({ offer, request }) => [...offer, ...request]),
  ...Object.values(introductions).flat(),
  ...Object.values(closings).flatMap((ofDirection) => Object.values(ofDirection).flat()),
  ...Object.values(remarks).flat(),
  ...interests,
]
const marked = Object.entries(allTexts).flatMap(([language, texts]) =>
  sentencesOf(texts).flatMap((sentence) =>
    typeof sentence === 'string'
      ? []
      : [{ language, from: sentence.from, where: sentence.where, text: sentence.text }],
  ),
)

/** Many invented answers of a place, as with many seeds. */
const toldBy = (place: Place): readonly string[] =>
  Array.from({ length: 40 }, (_, n) =>
    inventAnswers(place, 'place', chanceOf(`answers ${n}`), chanceOf(`words ${n}`), newTeller()),
  ).flatMap(({ items }) => items.map(({ language, description }) => `${language} ${description}`))

/** What these places said that only others may say. */
const outOfPlace = (places: readonly Place[], speaker: Speaker): readonly string[] => {
  const foreign = marked.filter(({ from }) => from && !from.includes(speaker))
  return places.flatMap((place) => {
    const told = toldBy(place)
    return foreign
      .filter(({ language, text }) => told.some((each) => each.startsWith(language) && each.includes(text)))
      .map(({ text }) => `${place.authority}: ${text}`)
  })
}
const named = (authority: string): Place => {
  const place = knownPlaces.find((each) => each.authority === authority)
  if (!place) throw new Error(`'${authority}' is not in the demonstration`)
  return place
}

describe('whoever speaks in the demonstration', () => {
  it('is, if a capital or a big city, no village: no small place’s sentence is theirs', () => {
    const big = knownPlaces.filter(
      ({ tier, traits: like }) =>
        tier === 'municipality' && (like.includes('capital') || like.includes('large')),
    )
    expect(big.length).toBeGreaterThan(40)
    expect(outOfPlace(big, 'city')).toEqual([])
  })

  it.each([
    ['a small town', 'Stadt Wunsiedel', 'town'],
    ['a union of municipalities', 'Unione Terre di Castelli', 'union'],
    ['a county', 'Powiat Biłgorajski', 'region'],
    ['a region', 'Region Norrbotten', 'region'],
    ['an association', 'Związek Miast Polskich', 'association'],
    ['a municipal company', 'ABC Napoli', 'company'],
  ] as const)('speaks, as %s, of nothing that only others have', (_, authority, speaker) => {
    expect(outOfPlace([named(authority)], speaker)).toEqual([])
  })

  it('is a city from 100,000 inhabitants, even where only GeoNames counted them', () => {
    expect(speakersOf(named('Stadt Wien'))).toEqual(['city'])
    expect(speakersOf(named('Gemeente Groningen'))).toEqual(['city'])
    expect(speakersOf(named('Stadt Wunsiedel'))).toEqual(['town'])
    expect(speakersOf(named('Métropole de Lyon'))).toEqual(['union', 'city'])
    expect(speakersOf(named('Freie und Hansestadt Hamburg'))).toEqual(['region', 'city'])
    expect(speakersOf(named('Région Occitanie'))).toEqual(['region'])
  })

  it('finds something to say about several themes, in each language it writes', () => {
    for (const place of knownPlaces)
      for (const [language] of languagesOf[place.country].writes) {
        const texts = allTexts[language]
        if (!texts) continue
        for (const direction of ['offer', 'request'] as const) {
          const open = leaningOf(place, direction).filter(([theme]) =>
            canTell(place, direction, theme, texts),
          )
          expect(open.length, `${place.authority}, ${direction} in ${language}`).toBeGreaterThanOrEqual(3)
        }
      }
  })

  it('is marked by words that mean something', () => {
    expect(marked.length).toBeGreaterThan(500)
    for (const { from = [], where = [], text } of marked) {
      expect(
        from.filter((each) => !(speakers as readonly string[]).includes(each)),
        text,
      ).toEqual([])
      const known = (word: string) =>
        word === 'eu' ||
        word === 'partner' ||
        isCountryCode(word) ||
        (traits as readonly string[]).includes(word)
      expect(
        where.filter((word) => !known(word)),
        text,
      ).toEqual([])
    }
  })
})
