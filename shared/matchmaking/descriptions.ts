import { maySee } from '../register/entry.ts'
import { tokensOf } from '../register/folding.ts'
import type { RegisterIndex } from '../register/register-index.ts'
import { stemOf } from '../register/stemming.ts'

/** A text in a stated language (BCP 47): an item of the register is one. */
export type Description = { readonly description: string; readonly language: string }

/** Compares two descriptions: their cosine in [0, 1], or undefined where they cannot be compared. */
export type CompareDescriptions = (a: Description, b: Description) => number | undefined

/** The words of a text as the register compares them: folded, and stemmed by its language where a stemmer is at hand. */
export const wordsOf = (text: Description): readonly string[] => {
  let words = analysed.get(text)
  if (!words) {
    const { description, language } = text
    words = tokensOf(description).map(({ folded }) => stemOf(folded, language) ?? folded)
    analysed.set(text, words)
  }
  return words
}

/** Items never change and outlive the versions of the register, so each is taken apart once in a process. */
const analysed = new WeakMap<Description, readonly string[]>()

/** How rare a word is in a language: ln((1 + N) / (1 + n)) + 1. */
export type Rarity = (language: string, word: string) => number

/** The rarity of words by the public descriptions of a version of the register. */
export const rarityIn = (publicDescriptions: Iterable<Description>): Rarity => {
  const statistics = new Map<string, { texts: number; having: Map<string, number> }>()
  for (const text of publicDescriptions) {
    const { language } = text
    let known = statistics.get(language)
    if (!known) {
      known = { texts: 0, having: new Map() }
      statistics.set(language, known)
    }
    known.texts++
    for (const word of new Set(wordsOf(text))) known.having.set(word, (known.having.get(word) ?? 0) + 1)
  }
  return (language, word) => {
    const { texts = 0, having } = statistics.get(language) ?? {}
    return Math.log((1 + texts) / (1 + (having?.get(word) ?? 0))) + 1
  }
}

/**
 * Cosine of tf·idf vectors, for descriptions in the same language (DEFINITIONS, Fit 4). The weight of a word
 * is its count × (ln((1 + N) / (1 + n)) + 1), where n of the N public descriptions in that language have it:
 * never 0, so that two texts of common words alone still compare. Only public descriptions count, so that a
 * score tells nothing of what is hidden.
 */
export const descriptionsOf = (publicDescriptions: Iterable<Description>): CompareDescriptions =>
  comparisonBy(rarityIn(publicDescriptions))

/** The comparison by these rarities. */
export const comparisonBy = (rarityOf: Rarity): CompareDescriptions => {
  const vectorOf = (text: Description): ReadonlyMap<string, number> => {
    const counts = new Map<string, number>()
    for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1)
    let squares = 0
    for (const [word, count] of counts) {
      const weight = count * rarityOf(text.language, word)
      counts.set(word, weight)
      squares += weight * weight
    }
    const length = Math.sqrt(squares)
    for (const [word, weight] of counts) counts.set(word, weight / length)
    return counts
  }
  const vectors = new Map<string, ReadonlyMap<string, number>>()
  const keptVectorOf = (text: Description): ReadonlyMap<string, number> => {
    const key = `${text.language} ${text.description}`
    let vector = vectors.get(key)
    if (!vector) {
      vector = vectorOf(text)
      if (vectors.size >= mostVectors) vectors.clear()
      vectors.set(key, vector)
    }
    return vector
  }

  return (a, b) => {
    if (a.language !== b.language) return undefined
    const [one, other] = [keptVectorOf(a), keptVectorOf(b)]
    if (one.size === 0 || other.size === 0) return undefined
    const [fewer, more] = one.size <= other.size ? [one, other] : [other, one]
    // In the order of the words, not of either text: the sum must not differ in its last bit by the side.
    const products = [...fewer.keys()]
      .filter((word) => more.has(word))
      .sort()
      .map((word) => (one.get(word) ?? 0) * (other.get(word) ?? 0))
    return Math.min(
      1,
      products.reduce((sum, product) => sum + product, 0),
    )
  }
}

/** What a warm process keeps of earlier comparisons: about 10 MB at 50 words each. */
const mostVectors = 5_000

/** How rare words are by the public descriptions of one version of the register. */
export const rarityInRegister = (index: RegisterIndex): Rarity => rarityIn(publicDescriptionsOf(index))

function* publicDescriptionsOf(index: RegisterIndex): Iterable<Description> {
  for (const { items } of index.entries())
    for (const item of items) if (maySee('visitor', item.visibility)) yield item
}
