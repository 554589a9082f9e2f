import type { Format } from '../../../shared/register/entry.ts'
import { longestDescription } from '../../../shared/survey/survey-schema.ts'
import type { Chance } from './chance.ts'
import type { Place } from './places/place.ts'
import type { Texts, ToldTheme } from './texts/texts.ts'

/** Deals the cards of each stack in turn, so that nothing is said twice before all has been said once. */
export type Dealer = <T>(stack: string, cards: readonly T[], chance: Chance) => T

export const dealer = (): Dealer => {
  const left = new Map<string, unknown[]>()
  return <T>(stack: string, cards: readonly T[], chance: Chance): T => {
    let rest = left.get(stack)
    if (!rest || rest.length === 0) {
      rest = chance.some(cards, cards.length)
      left.set(stack, rest)
    }
    return rest.pop() as T
  }
}

/**
 * What an officer writes about an offer or request: the matter itself, before it sometimes what the place is
 * like, after it what suits the first format, or a remark, or nothing.
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
  readonly deal: Dealer
  readonly chance: Chance
}): string => {
  const { place, direction, theme, language, texts, deal, chance } = given
  const stack = (...names: readonly string[]) => [language, direction, ...names].join('.')
  const matter = deal(stack(theme), texts.themes[theme][direction], chance)

  const fitting =
    place.tier === 'municipality' ? place.traits.flatMap((trait) => texts.introductions[trait] ?? []) : []
  const before = given.introduces && fitting.length > 0 ? [chance.oneOf(fitting)] : []

  const [format] = given.formats
  const closings = format === undefined ? [] : texts.closings[direction][format]
  const after = chance.weighted<readonly string[]>([
    [closings.length > 0 ? [deal(stack('closing', format ?? ''), closings, chance)] : [], 5],
    [[deal(stack('remark'), texts.remarks[direction], chance)], 3],
    [[], 2],
  ])
  const text = [...before, matter, ...after].join(' ')
  if (text.length > longestDescription) throw new Error(`too long for the survey: ${text}`)
  return text
}
