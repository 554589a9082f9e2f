import type { Token } from './folding.ts'
import { stemOf } from './stemming.ts'

/** Spellings in the order of their code units, each with the numbers of the things that it names. */
export type SpellingColumn = {
  readonly spellings: readonly string[]
  readonly named: readonly (readonly number[])[]
}

/** Words as one text in each form: folded, each Latin spelling, and stemmed in each of some languages. */
export const spellingsOf = (words: readonly Token[], languages: readonly string[]): Set<string> => {
  const spellings = new Set<string>()
  const forms = Math.max(...words.map((word) => word.forms.length))
  for (let form = 0; form < forms; form++)
    spellings.add(words.map((word) => word.forms[form] ?? word.folded).join(' '))
  for (const language of languages) {
    const stems = words.map((word) => stemOf(word.folded, language))
    if (stems.every((stem) => stem !== undefined)) spellings.add(stems.join(' '))
  }
  return spellings
}

/** A column while it is made. */
export type Learned = Map<string, Set<number>>

/** Notes that each of some spellings names things. */
export const learnIn = (learned: Learned, spellings: Iterable<string>, numbers: readonly number[]): void => {
  for (const spelling of spellings) {
    const there = learned.get(spelling) ?? new Set()
    for (const number of numbers) there.add(number)
    learned.set(spelling, there)
  }
}

export const columnOf = (learned: Learned): SpellingColumn => {
  const sorted = [...learned].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return {
    spellings: sorted.map(([spelling]) => spelling),
    named: sorted.map(([, numbers]) => [...numbers]),
  }
}

/** The first place in a column with a spelling that is not before the given one. */
const placeOf = ({ spellings }: SpellingColumn, spelling: string): number => {
  let [low, high] = [0, spellings.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spellings[middle] ?? '') < spelling) low = middle + 1
    else high = middle
  }
  return low
}

/** What a spelling names. */
export const namedBy = (column: SpellingColumn, spelling: string): readonly number[] => {
  const at = placeOf(column, spelling)
  return column.spellings[at] === spelling ? (column.named[at] ?? []) : []
}

/** What spellings that begin so name, each once. */
export const begunBy = (column: SpellingColumn, beginning: string): readonly number[] => {
  const numbers = new Set<number>()
  for (let at = placeOf(column, beginning); column.spellings[at]?.startsWith(beginning); at++)
    for (const number of column.named[at] ?? []) numbers.add(number)
  return [...numbers]
}
