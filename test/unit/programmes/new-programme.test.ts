import { readFileSync } from 'node:fs'
import { renderToString } from 'preact-render-to-string'
import { afterAll, describe, expect, it } from 'vitest'
import { messagesIn } from '../../../shared/messages/messages.ts'
import { shippedProgramme } from '../../../shared/programmes/programmes.ts'
import { withOneMore } from '../../support/one-more-programme.ts'
import { someContactPoints } from '../../support/programmes.ts'
import { aRequest, aSite } from '../../support/requests.ts'
import { aSurvey } from '../../support/surveys.ts'

describe('a new programme', () => {
  const { words, ...rules } = shippedProgramme('nicosia')
  const name = { en: 'Valletta Initiative' }
  const { code, end } = withOneMore({
    ...rules,
    id: 'valletta',
    words: { ...words, name },
    questions: [
      { id: 'boatsInTown', kind: 'text', words: { en: 'How many boats are there?' } },
      { id: 'hasHarbour', kind: 'yes-no', words: { en: 'Is there a harbour?', fr: 'Y a-t-il un port ?' } },
    ],
  })
  afterAll(end)
  const now = () => '2026-11-23T12:00:00.000Z'
  const parts = {
    site: aSite,
    programmes: code.programmesReader({ editedProgrammes: async () => [] }, now),
    contactPoints: someContactPoints,
    now,
  }

  it('is one file: the list has it', async () => {
    const page = await code.listProgrammes(parts)(aRequest({ wants: 'html' }))
    expect(page.body).toContain('/programmes/valletta')
    const { programmes } = JSON.parse((await code.listProgrammes(parts)(aRequest())).body ?? '')
    expect(programmes.map(({ id }: { id: string }) => id)).toContain('valletta')
  })

  it('has its page, which answers by its rules, and says in English what has no other words', async () => {
    const show = code.showProgramme(parts)
    const page = await show(
      aRequest({ wants: 'html', language: 'fr', parameters: { id: 'valletta' }, query: { country: ['UA'] } }),
    )
    expect(page.body).toContain('<span lang="en" dir="ltr">Valletta Initiative</span>')
    expect(page.body).toContain('Non, d’après les règles')
  })

  it('asks its own questions where it is chosen, and nowhere else', () => {
    const answering = (programmeAnswers: Record<string, unknown>) =>
      code.surveySchema().safeParse({ ...aSurvey(), programmeAnswers })
    expect(answering({ boatsInTown: 'Twelve', hasHarbour: true }).success).toBe(true)
    expect(answering({ hasHarbour: 'perhaps' }).success).toBe(false)
    expect(answering({ hasLighthouse: true }).success).toBe(false)
    const asked = (programmes: readonly string[]) => code.questionsOf(programmes).map(({ id }) => id)
    expect(asked(['valletta'])).toEqual(['boatsInTown', 'hasHarbour'])
    expect(asked(['nicosia'])).toEqual([])
    expect(asked(['twinning', 'taiex'])).toEqual(['acquisChapters', 'publicOfficial', 'superiorAgrees'])
    const form = code.DraftFields({
      page: 'programmes',
      form: { t: messagesIn('fr'), values: {}, failures: [] },
      answers: { items: [{ programmes: ['valletta'] }] },
    })
    const html = renderToString(form)
    expect(html).toContain('name="programmeAnswers.boatsInTown"')
    expect(html).toContain('Y a-t-il un port ?')
  })

  it('can be wished in the survey and asked for in the matchmaking', () => {
    const survey = aSurvey()
    const wishing = {
      ...survey,
      items: survey.items.map((item) => ({ ...item, programmes: ['valletta'] })),
    }
    expect(code.surveySchema().safeParse(wishing).success).toBe(true)
    expect(
      code.matchmakingSchema().safeParse({ request: { theme: 'waste-management', programme: 'valletta' } })
        .success,
    ).toBe(true)
    expect(readFileSync('shared/programmes/rules/nicosia.json', 'utf8')).not.toContain('valletta')
  })
})
