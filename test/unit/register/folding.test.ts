import anyAscii from 'any-ascii'
import { describe, expect, it } from 'vitest'
import { fold, keysOf, tokensOf } from '../../../shared/register/folding.ts'
import { transliterationTable } from '../../../shared/register/transliteration-table.ts'

const formsOf = (text: string) => tokensOf(text).flatMap(keysOf)

describe('a word', () => {
  it('is a run of letters or digits after folding', () => {
    expect(tokensOf("Kraków-Nowa Huta, 2nd; l'eau ½").map(({ folded }) => folded)).toEqual([
      'krakow',
      'nowa',
      'huta',
      '2nd',
      'l',
      'eau',
      '1',
      '2',
    ])
  })

  it('has no marks, no case and no final sigma', () => {
    expect(fold('İZMİR Ὀδός çok ŠTIP')).toBe('izmir οδοσ cok stip')
    expect(tokensOf('مُدَرِّس').map(({ folded }) => folded)).toEqual(['مدرس'])
  })

  it.each([
    ['Київ', 'kyiv'],
    ['Згурівка', 'zghurivka'],
    ['Чорноморськ', 'chornomorsk'],
    ['Єнакієве', 'yenakiieve'],
    ['Чачак', 'cacak'],
    ['Нови', 'novi'],
    ['Ђаковица', 'đakovica'],
    ['Штип', 'shtip'],
    ['Штип', 'stip'],
    ['Ѓорче', 'gjorche'],
    ['Ηράκλειο', 'irakleio'],
    ['Ναύπακτος', 'nafpaktos'],
    ['Αγγελόκαστρο', 'angelokastro'],
    ['Μπάτσι', 'batsi'],
    ['Łódź', 'lodz'],
    ['თბილისი', 'tbilisi'],
    ['النفايات', 'نفايات'],
    ['وبالمدينة', 'وبالمدينه'],
    ['للمدينة', 'مدينه'],
    ['والزاوية', 'زاويه'],
  ])('%s is also found as %s', (word, spelling) => {
    expect(formsOf(word)).toContain(spelling)
  })

  it('is spelled by any-ascii for every letter of the table', () => {
    expect(transliterationTable.size).toBeGreaterThan(500)
    for (const [letter, spelling] of transliterationTable)
      expect([letter, spelling]).toEqual([
        letter,
        anyAscii(letter)
          .toLowerCase()
          .replace(/[^a-z0-9]/g, ''),
      ])
  })
})
