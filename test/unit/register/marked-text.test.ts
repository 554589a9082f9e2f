import { describe, expect, it } from 'vitest'
import { markerOf } from '../../../shared/register/marked-text.ts'

const marked = (
  q: string,
  text: string,
  { similar = [], language }: { similar?: string[]; language?: string } = {},
) =>
  markerOf(q, similar)(text, language)
    .filter((piece) => piece.marked)
    .map((piece) => piece.text)

describe('the words that a search met', () => {
  it.each([
    ['as typed, whatever the case and marks', 'LODZ ', 'Łódź and Lodz', ['Łódź', 'Lodz']],
    ['in another script', 'kyiv ', 'Місто Київ', ['Київ']],
    ['as a beginning while unfinished', 'was', 'Waste and wash', ['Waste', 'wash']],
    ['not as a beginning once finished', 'was ', 'Waste', []],
    ['side by side as one', '"household waste"', 'Household waste, waste', ['Household', 'waste', 'waste']],
  ])('are marked %s', (_, q, text, expected) => {
    expect(marked(q, text)).toEqual(expected)
  })

  it('are marked by their stem in the language of the text', () => {
    expect(marked('collected ', 'Collecting waste', { language: 'en' })).toEqual(['Collecting'])
    expect(marked('collected ', 'Collecting waste', { language: 'sq' })).toEqual([])
  })

  it('are marked where they stand in for what nobody wrote', () => {
    expect(marked('wsate ', 'Waste', { similar: ['waste'] })).toEqual(['Waste'])
  })

  it('leave the text as it was', () => {
    const text = '<b>Waste</b> & “water”,\n2nd'
    const pieces = markerOf('water 2nd', [])(text)
    expect(pieces.map((piece) => piece.text).join('')).toBe(text)
  })
})
