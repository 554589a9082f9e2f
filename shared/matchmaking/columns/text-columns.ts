import { type Description, type Rarity, wordsOf } from '../descriptions.ts'

/** The words of each item's description, as numbers with how often they occur. */
export type Texts = {
  /** Words of row r: first[r] … first[r + 1] − 1. */
  readonly first: Int32Array
  readonly word: Int32Array
  readonly count: Uint8Array
  /** The number of a word in a language, and how rare each is. */
  readonly numbers: ReadonlyMap<string, number>
  readonly rarity: Float64Array
  /** The length of each row's vector; 0: no words. */
  readonly norm: Float64Array
  readonly languageOf: Uint8Array
  readonly languages: readonly string[]
  readonly rarityOf: Rarity
}

/** Takes descriptions apart, in the order of the rows. */
export const textColumns = (texts: readonly Description[], rarityOf: Rarity): Texts => {
  const first = new Int32Array(texts.length + 1)
  const words: number[] = []
  const counts: number[] = []
  const numbers = new Map<string, number>()
  const rarity: number[] = []
  const norm = new Float64Array(texts.length)
  const languages: string[] = []
  const languageOf = new Uint8Array(texts.length)
  for (const [row, text] of texts.entries()) {
    let language = languages.indexOf(text.language)
    if (language < 0) language = languages.push(text.language) - 1
    languageOf[row] = language
    const own = new Map<number, number>()
    for (const word of wordsOf(text)) {
      const key = `${text.language} ${word}`
      let number = numbers.get(key)
      if (number === undefined) {
        number = numbers.size
        numbers.set(key, number)
        rarity.push(rarityOf(text.language, word))
      }
      own.set(number, (own.get(number) ?? 0) + 1)
    }
    for (const [word, count] of own) {
      words.push(word)
      counts.push(Math.min(255, count))
      norm[row]! += (count * rarity[word]!) ** 2
    }
    norm[row] = Math.sqrt(norm[row]!)
    first[row + 1] = words.length
  }
  return {
    first,
    word: Int32Array.from(words),
    count: Uint8Array.from(counts),
    numbers,
    rarity: Float64Array.from(rarity),
    norm,
    languageOf,
    languages,
    rarityOf,
  }
}
