import { describe, expect, it } from 'vitest'
import { shownNear } from '../../../shared/register/near-terms.ts'

describe('the words that stood in for a word with a typing error', () => {
  it('are shown in the script in which the word was typed, never as the keys of a transliteration', () => {
    expect(shownNear('نفايات', ['lnfyt', 'النفايات'])).toEqual(['النفايات'])
    expect(shownNear('вода', ['woda', 'води'])).toEqual(['води'])
    expect(shownNear('wastte', ['waste'])).toEqual(['waste'])
  })

  it('are not shown at all where only such keys are near', () => {
    expect(shownNear('الشباب', ['llshbb', 'lshb'])).toEqual([])
  })
})
