import { describe, expect, it } from 'vitest'
import { Failure } from '../../../shared/failures.ts'
import { decodeForm } from '../../../shared/http/decode-form.ts'
import { parseInput } from '../../../shared/http/parse-input.ts'
import { surveyOfForm } from '../../../shared/survey/survey-form.ts'
import { surveySchema } from '../../../shared/survey/survey-schema.ts'
import { themeIds } from '../../../shared/themes/themes.ts'
import { aSurvey } from '../../support/surveys.ts'

const failuresOf = (body: unknown) => {
  try {
    parseInput(surveySchema(), body)
  } catch (error) {
    return (error as Failure).fields.map(({ pointer, code }) => `${pointer} ${code}`)
  }
  return []
}

describe('the survey accepts', () => {
  it('its own example', () => {
    expect(failuresOf(aSurvey())).toEqual([])
  })

  it('what is not stated, with the careful default', () => {
    const { items } = parseInput(surveySchema(), {
      ...aSurvey({ digest: undefined }),
      items: [{ direction: 'request', theme: 'water-supply', description: 'Leaks in old pipes' }],
    })
    expect(items[0]?.visibility).toBe('secretariat')
  })
})

describe('the survey refuses, naming field and rule,', () => {
  const item = { direction: 'offer', theme: 'tourism', description: 'Quiet routes' }
  it.each<[string, Record<string, unknown>, string]>([
    ['an unknown field', aSurvey({ party: 'x' }), '/party unknown-field'],
    [
      'an unknown field of an item',
      aSurvey({ items: [{ ...item, price: 1 }] }),
      '/items/0/price unknown-field',
    ],
    ['a wrong type', aSurvey({ authority: 'Utrecht' }), '/authority wrong-type'],
    ['a missing role', aSurvey({ role: undefined }), '/role missing'],
    ['a bad mail address', aSurvey({ email: 'waste@' }), '/email bad-email'],
    [
      'a mail address with a header in it',
      aSurvey({ email: 'a@example.org\nBcc: b@example.org' }),
      '/email bad-email',
    ],
    [
      'an over-long text',
      aSurvey({ items: [{ ...item, description: 'x'.repeat(601) }] }),
      '/items/0/description too-long',
    ],
    [
      'an unknown theme',
      aSurvey({ items: [{ ...item, theme: 'astrology' }] }),
      '/items/0/theme unknown-value',
    ],
    [
      'an unknown country',
      aSurvey({ authority: { name: 'Oz', country: 'OZ' } }),
      '/authority/country unknown-value',
    ],
    [
      'a name without letters',
      aSurvey({ authority: { name: '---', country: 'NL' } }),
      '/authority/name no-letters',
    ],
    [
      'a line break in a name',
      aSurvey({ authority: { name: 'A\nB', country: 'NL' } }),
      '/authority/name bad-characters',
    ],
    [
      'a direction override',
      aSurvey({ authority: { name: 'A\u202eB', country: 'NL' } }),
      '/authority/name bad-characters',
    ],
    ['no items', aSurvey({ items: [] }), '/items too-few'],
    ['the same theme twice', aSurvey({ items: [item, item] }), '/items/1/theme given-twice'],
    [
      'a sixth offer',
      aSurvey({ items: themeIds.slice(0, 6).map((theme) => ({ ...item, theme })) }),
      '/items/5/direction too-many-of-direction',
    ],
  ])('%s', (_, body, expected) => {
    expect(failuresOf(JSON.parse(JSON.stringify(body)))).toContain(expected)
  })
})

describe('a form sent as it was found', () => {
  it('names every field that is needed, each by itself', () => {
    const empty = 'formKey=k&role=&authority.name=&authority.country=&items.0.theme=&email='
    let fields: readonly { pointer: string }[] = []
    try {
      parseInput(surveySchema(), surveyOfForm(decodeForm(empty).body))
    } catch (error) {
      if (error instanceof Failure) fields = error.fields
    }
    expect(fields.map(({ pointer }) => pointer).sort()).toEqual([
      '/authority/country',
      '/authority/name',
      '/email',
      '/items/0/description',
      '/items/0/direction',
      '/items/0/theme',
      '/role',
    ])
  })
})
