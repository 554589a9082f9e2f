/**
 * How relevant an item is to what was typed: the sum over the words of how rare the word is × how well it was
 * met. A first proposal, in one place; the bench `relevance` measures it.
 */

/** What one occurrence in a text counts, by how the word was met. Multiples of ⅛: sums of them are exact. */
export const timesWorth = { exact: 1, stem: 0.875, begins: 0.5, similar: 0.25 } as const
/** So many make 1: as whole numbers of this part they are added up. A text has far fewer words than would overflow. */
export const partsOfOnce = 8

/** What a name counts, once. A name is short and chosen: it counts more than any text can (at most `saturation + 1`). */
export const nameWorth = { exact: 4, begins: 3, similar: 1 } as const

/** What a theme that the words name counts, and each word of a phrase. */
export const themeWorth = 2
export const phraseWorth = { inText: 2, inName: 4 } as const

/** An entry whose whole name was typed comes before all others (DEFINITIONS, Search 5). */
const wholeNameWorth = 100_000_000

/** Okapi BM25 with its usual parameters (Robertson and Zaragoza 2009, equation 3.15). */
const saturation = 1.2
const lengthMatters = 0.75

/**
 * How well a word is met in a text, from 0 to `saturation + 1`.
 *
 * @param times weighed occurrences
 * @param length words of the text
 * @param average words of a public text on average
 */
export const textStrength = (times: number, length: number, average: number): number =>
  (times * (saturation + 1)) / (times + saturation * (1 - lengthMatters + (lengthMatters * length) / average))

/** How rare something is that is met in so many of the public items: from about 0 for everywhere. */
export const rarity = (hits: number, items: number): number =>
  Math.log(1 + (items - hits + 0.5) / (hits + 0.5))

/** An entry's relevance as a whole number below 2³⁰. Rounded: a cursor's order must not hang on a last bit. */
export const relevanceOf = (sum: number, wholeName: boolean): number =>
  Math.round(Math.min(sum, 90_000) * 1000) + (wholeName ? wholeNameWorth : 0)
