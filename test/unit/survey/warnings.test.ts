import { describe, expect, test } from 'vitest'
import { parseInput } from '../../../shared/http/parse-input.ts'
import { languages } from '../../../shared/messages/languages.ts'
import { messagesIn } from '../../../shared/messages/messages.ts'
import { pageContextOf } from '../../../shared/pages/page.tsx'
import { confirmPage } from '../../../shared/survey/confirmation-pages.tsx'
import { newSubmission } from '../../../shared/survey/submission.ts'
import { surveySchema } from '../../../shared/survey/survey-schema.ts'
import { statedWarnings, warningsOf, warningText } from '../../../shared/survey/warnings.ts'
import { aRequest, aSite } from '../../support/requests.ts'
import { aSurvey } from '../../support/surveys.ts'

const long = 'Separate collection of household waste in dense districts'
const themes = ['waste-management', 'tourism', 'fisheries', 'housing', 'mobility', 'youth', 'e-services']

type Item = Readonly<Record<string, unknown>>
/** Answers that keep to the rules, with these items. */
const answered = (items: readonly Item[], more: Readonly<Record<string, unknown>> = {}) =>
  parseInput(surveySchema(), {
    ...aSurvey(),
    items: items.map((item) => ({
      direction: 'offer',
      theme: 'waste-management',
      description: long,
      ...item,
    })),
    ...more,
  })
const warned = (...given: Parameters<typeof answered>) =>
  warningsOf(answered(...given)).map(({ pointer, code }) => `${pointer} ${code}`)

describe('answers within the rules', () => {
  test('and clear are warned of nothing', () => {
    expect(warned([{}], { capacity: 3 })).toEqual([])
    expect(statedWarnings([], messagesIn('en'))).toEqual({})
  })

  test.each<[string, readonly Item[], Item, readonly string[]]>([
    [
      'a few words only',
      [{}, { theme: 'tourism', description: 'Bins' }],
      {},
      ['/items/1/description short-description'],
    ],
    [
      'many items',
      themes.map((theme, at) => ({ theme, direction: at < 4 ? 'offer' : 'request' })),
      {},
      ['/items many-items'],
    ],
    ['no capacity for an offer', [{}], { capacity: 0 }, ['/capacity no-capacity']],
    ['no capacity, but nothing offered', [{ direction: 'request' }], { capacity: 0 }, []],
    ['more than a peer a month', [{}], { capacity: 13 }, ['/capacity large-capacity']],
    [
      'a programme in none of its formats',
      [{ programmes: ['taiex'], formats: ['training'] }],
      {},
      ['/items/0/formats programme-formats'],
    ],
    [
      'a programme in one of its formats',
      [{ programmes: ['taiex'], formats: ['training', 'study-visit'] }],
      {},
      [],
    ],
    ['a programme without a format', [{ programmes: ['taiex'] }], {}, []],
    [
      'a programme that works in any format',
      [{ programmes: ['cor-register'], formats: ['training'] }],
      {},
      [],
    ],
  ])('but with %s are warned, and taken', (_, items, more, expected) => {
    expect(warned(items, more)).toEqual(expected)
  })
})

describe('a warning', () => {
  const items = [{ programmes: ['taiex'], formats: ['training'], description: 'Bins' }]
  const survey = answered(items, { capacity: 0 })

  test.each(languages)('says in %s what to look at, and how much is meant', (language) => {
    const t = messagesIn(language)
    const said = warningsOf(survey).map((warning) => warningText(warning, t))
    expect(said).toHaveLength(3)
    expect(said[0]).toContain('40')
    expect(said[1]).toContain('TAIEX')
    expect(said[1]).toContain(t('register.format.study-visit'))
  })

  test('stands on the page that confirms, beside the button, which works all the same', () => {
    const { submission } = newSubmission(survey, {
      submissionId: 's',
      contactId: 'c',
      language: 'en',
      now: '2026-11-23T10:00:00.000Z',
      addressKey: 'k',
    })
    const page = confirmPage(
      pageContextOf(aSite, aRequest({ wants: 'html' })),
      submission,
      'token',
      undefined,
    )
    expect(page).toContain('You may want to look at this again')
    expect(page).toContain('With 0 peers a year, nobody is suggested to you for your offers.')
    expect(page).toContain('<button type="submit">')
  })
})
