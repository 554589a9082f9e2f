import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  dictionaryOf,
  inDictionaryOrder,
  numberOf,
  oneEditFrom,
  rangeOf,
  sizeOf,
  wordAt,
} from '../../../shared/register/segment/dictionary.ts'
import { editDistance } from './scan.ts'

const near = (words: readonly string[], word: string) => {
  const dictionary = dictionaryOf(inDictionaryOrder(words))
  return [...oneEditFrom(dictionary, word)].map((number) => wordAt(dictionary, number)).sort()
}
/** Letters of one to four bytes, few, so that words meet. */
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'ß', 'ა', '𝒳', '𝒴'), maxLength: 6 })
const words = fc.uniqueArray(word, { maxLength: 40 })

describe('a dictionary', () => {
  it('finds one letter more, less or other, or two neighbours exchanged', () => {
    expect(near(['waste'], 'wate')).toEqual(['waste'])
    expect(near(['waste'], 'wasste')).toEqual(['waste'])
    expect(near(['waste'], 'wasce')).toEqual(['waste'])
    expect(near(['waste'], 'wsate')).toEqual(['waste'])
    for (const other of ['waste', 'wtsae', 'wst', 'wastes!!']) expect(near(['waste'], other)).toEqual([])
  })

  it('finds what the textbook table finds, in code points', () => {
    fc.assert(
      fc.property(words, word, (all, asked) => {
        expect(near(all, asked)).toEqual(all.filter((each) => editDistance(each, asked) === 1).sort())
      }),
      { numRuns: 2000 },
    )
  })

  it('knows every word by its number and every beginning by its range', () => {
    fc.assert(
      fc.property(words, word, (all, asked) => {
        const dictionary = dictionaryOf(inDictionaryOrder(all))
        expect(sizeOf(dictionary)).toBe(all.length)
        const number = numberOf(dictionary, asked)
        expect(number === undefined ? undefined : wordAt(dictionary, number)).toBe(
          all.includes(asked) ? asked : undefined,
        )
        const [from, to] = rangeOf(dictionary, asked)
        const begun = Array.from({ length: to - from }, (_, n) => wordAt(dictionary, from + n))
        expect(begun.sort()).toEqual(all.filter((each) => each.startsWith(asked)).sort())
      }),
      { numRuns: 1000 },
    )
  })
})
