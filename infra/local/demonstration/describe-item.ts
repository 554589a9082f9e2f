import type { Format } from '../../../shared/register/entry.ts'
import { longestDescription } from '../../../shared/survey/field-schemas.ts'
import type { Chance } from './chance.ts'
import type { Place } from './places/place.ts'
import { type Sentence, sayableBy } from './texts/sentence.ts'
import type { Texts, ToldTheme } from './texts/texts.ts'

/**
 * Chooses what is said next about a theme in a language: of the sentences the one that was said least about
 * this theme, of several the one that was said least at all, and of those any. So a page of results about one
 * theme says nothing twice before it has said everything once.
 */
export type Teller = {
  tell(theme: ToldTheme, language: string, sentences: readonly string[], chance: Chance): string
  /** How often this was said about the theme until now. */
  timesSaid(theme: ToldTheme, language: string, sentence: string): number
}

/** A teller that has said nothing yet: one for a whole register. */
export const newTeller = (): Teller => {
  const said = new Map<string, number>()
  const timesOf = (key: string) => said.get(key) ?? 0
  const aboutTheme = (theme: ToldTheme, language: string) => (sentence: string) =>
    `${language} ${theme} ${sentence}`
  const inLanguage = (language: string) => (sentence: string) => `${language} ${sentence}`
  const least = (sentences: readonly string[], keyOf: (sentence: string) => string) => {
    const fewest = Math.min(...sentences.map((sentence) => timesOf(keyOf(sentence))))
    return sentences.filter((sentence) => timesOf(keyOf(sentence)) === fewest)
  }
  return {
    tell: (theme, language, sentences, chance) => {
      const here = aboutTheme(theme, language)
      const anywhere = inLanguage(language)
      const chosen = chance.oneOf(least(least(sentences, here), anywhere))
      for (const key of [here(chosen), anywhere(chosen)]) said.set(key, timesOf(key) + 1)
      return chosen
    },
    timesSaid: (theme, language, sentence) => timesOf(aboutTheme(theme, language)(sentence)),
  }
}

/** Whether there is anything about a theme that this place can say. */
export const canTell = (
  place: Place,
  direction: 'offer' | 'request',
  theme: ToldTheme,
  texts: Texts,
): boolean => sayableBy(place, texts.themes[theme][direction]).length > 0

/**
 * What an officer writes about an offer or request: the matter itself, before it sometimes what the place is
 * like, after it a remark (how it went, where one stands), what suits the first format, both or nothing. Only what
 * makes sense in this place's mouth is said; the theme must have something of the kind (`canTell`).
 */
export const describeItem = (given: {
  readonly place: Place
  readonly direction: 'offer' | 'request'
  readonly theme: ToldTheme
  readonly language: string
  readonly texts: Texts
  readonly formats: readonly Format[]
  /** Whether the place may introduce itself: once in an entry. */
  readonly introduces: boolean
  readonly teller: Teller
  readonly chance: Chance
}): string => {
  const { place, direction, theme, language, texts, teller, chance } = given
  const sayable = (sentences: readonly Sentence[]) => sayableBy(place, sentences)
  const oneOf = (sentences: readonly string[]): readonly string[] =>
    sentences.length > 0 ? [teller.tell(theme, language, sentences, chance)] : []

  const fitting =
    given.introduces && place.tier === 'municipality'
      ? sayable(place.traits.flatMap((trait) => texts.introductions[trait] ?? []))
      : []
  const before = oneOf(fitting)
  const matter = teller.tell(theme, language, sayable(texts.themes[theme][direction]), chance)

  const [format] = given.formats
  const closings = format === undefined ? [] : sayable(texts.closings[direction][format])
  const remarks = sayable(texts.remarks[direction])
  // What was said before needs something of its own.
  const isNew = teller.timesSaid(theme, language, matter) === 1
  const after = chance.weighted<readonly (readonly string[])[]>([
    [[closings.length > 0 ? closings : remarks], 4],
    [[remarks], 3],
    [[remarks, closings], 2],
    [isNew ? [] : [remarks], 2],
  ])
  const text = [...before, matter, ...after.flatMap(oneOf)].join(' ')
  if (text.length > longestDescription) throw new Error(`too long for the survey: ${text}`)
  return text
}
