import fc from 'fast-check'
import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Failure } from '../../../shared/failures.ts'
import { decodeForm } from '../../../shared/http/decode-form.ts'
import { parseInput } from '../../../shared/http/parse-input.ts'
import { messagesIn } from '../../../shared/messages/messages.ts'
import { fieldNameOf } from '../../../shared/pages/form-fields.tsx'
import { shippedProgramme } from '../../../shared/programmes/programmes.ts'
import { labelOfField } from '../../../shared/survey/field-labels.ts'
import { formOfSurvey, surveyOfForm } from '../../../shared/survey/survey-form.ts'
import { surveySchema } from '../../../shared/survey/survey-schema.ts'
import { comesBackUnchanged, type FilledPage, plain } from '../../support/answered-again.ts'
import { anyAnswers, anyTextAnswer, flawed, flaws } from '../../support/any-survey.ts'
import { ask } from '../../support/http-events.ts'
import { type ProgrammesCode, withOneMore } from '../../support/one-more-programme.ts'
import * as shipped from '../../support/programmes-bundle.ts'
import { aSite } from '../../support/requests.ts'
import { surveyBeforeTheStore } from '../../support/surveys.ts'

/** Shrinking answers as large as these takes minutes; the seed and path that are printed replay one that fails. */
const runs = (numRuns: number) => ({ numRuns, endOnFailure: true })

const outcome = (body: unknown) => {
  try {
    return { survey: parseInput(surveySchema(), body) }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { refused: error.fields }
  }
}

/** What a browser sends of a form that was filled in with these values: line breaks as CR LF. */
const encoded = (values: Readonly<Record<string, string | readonly string[]>>): string =>
  new URLSearchParams(
    Object.entries(values).flatMap(([name, value]) =>
      (typeof value === 'string' ? [value] : value).map((each) => [name, each.replace(/\r\n?|\n/g, '\r\n')]),
    ),
  ).toString()
/** U+FFFD as an escape: as bytes it is what a gateway leaves of bytes that were no UTF-8, and refused unread. */
const asJson = (body: unknown) => JSON.stringify(body).replaceAll('\ufffd', '\\ufffd')
const asForm = (body: unknown) => surveyOfForm(decodeForm(encoded(formOfSurvey(body))).body)

describe('any answer that keeps to the rules', () => {
  it('is accepted, and from a form as from JSON', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const json = outcome(plain(answers))
        expect(json.refused).toBeUndefined()
        expect(outcome(asForm(plain(answers)))).toEqual(json)
      }),
      runs(300),
    )
  })

  it('survives submission, entry, prefilled pages and submission unchanged', () =>
    fc.assert(
      fc.asyncProperty(anyAnswers, (answers) =>
        comesBackUnchanged(shipped, plain(answers), sentFromPage(shipped)),
      ),
      runs(100),
    ))

  describe('of a programme that has questions to answer in words', () => {
    const { code, end } = withOneMore({
      ...shippedProgramme('nicosia'),
      id: 'valletta',
      questions: [
        { id: 'boatsInTown', kind: 'text', words: { en: 'Which boats are there?' } },
        { id: 'hasHarbour', kind: 'yes-no', words: { en: 'Is there a harbour?' } },
      ],
    })
    afterAll(end)

    it('survives as well', () =>
      fc.assert(
        fc.asyncProperty(
          anyAnswers,
          anyTextAnswer,
          fc.option(fc.boolean(), { nil: undefined }),
          (answers, boatsInTown, hasHarbour) => {
            const [first, ...others] = answers.items
            return comesBackUnchanged(
              code,
              plain({
                ...answers,
                items: [{ ...first, programmes: ['valletta', 'taiex'] }, ...others],
                programmeAnswers: { ...answers.programmeAnswers, boatsInTown, hasHarbour },
              }),
              sentFromPage(code),
            )
          },
        ),
        runs(40),
      ))
  })
})

/** What a form sends whose page has all that it shows. */
const sentFromPage =
  (code: ProgrammesCode) =>
  ({ page, answers, values }: FilledPage): string => {
    const form = { t: messagesIn('en'), values, failures: [] }
    const shown = namesIn(renderToString(code.DraftFields({ page, form, answers })))
    return encoded(Object.fromEntries(Object.entries(values).filter(([name]) => shown.has(name))))
  }

const namesIn = (html: string): ReadonlySet<string> =>
  new Set(
    [...html.matchAll(/<(?:input|select|textarea)\b[^>]*? name="([^"]+)"/g)].map(([, name = '']) => name),
  )

describe('an answer that breaks a rule', () => {
  const handler = surveyBeforeTheStore()
  const post = { method: 'POST', path: '/survey' } as const
  const jsonHeaders = { 'content-type': 'application/json', accept: 'application/json' }
  const formHeaders = {
    'content-type': 'application/x-www-form-urlencoded',
    accept: 'text/html',
    origin: aSite.siteUrl,
  }
  beforeEach(() => {
    vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  })
  afterEach(() => vi.restoreAllMocks())
  const answers = plain(fc.sample(anyAnswers, { seed: 4, numRuns: 1 })[0] ?? {})

  it.each(flaws)('is refused with $code at $pointer, from a form as from JSON', (flaw) => {
    const body = plain(flawed(answers, flaw))
    const { refused } = outcome(body)
    expect(refused?.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      `${flaw.pointer} ${flaw.code}`,
    ])
    expect(outcome(asForm(body)).refused).toEqual(refused)
  })

  it.each(flaws)('is refused with $code at $pointer by the page at its field, too', async (flaw) => {
    const body = plain(flawed(answers, flaw))
    const asked = await Promise.all([
      ask(handler, { ...post, body: asJson(body), headers: jsonHeaders }),
      ask(handler, { ...post, body: encoded(formOfSurvey(body)), headers: formHeaders }),
    ])
    expect(asked.map(({ statusCode }) => statusCode)).toEqual([422, 422])
    const [{ body: problem }, { body: page }] = asked
    const { errors } = JSON.parse(problem) as { errors: { pointer: string; code: string; detail: string }[] }
    expect(errors).toMatchObject([{ pointer: flaw.pointer, code: flaw.code }])
    // At the field where the page has it, otherwise by its name at the top.
    const name = fieldNameOf(flaw.pointer)
    const message = renderToString(h('i', {}, errors[0]?.detail)).slice('<i>'.length, -'</i>'.length)
    const here = page.includes(`id="${name.replaceAll('.', '-')}-failure">${message}<`)
    const label = labelOfField(name.replace('items.0.', 'items.'), messagesIn('en'))
    expect(here || page.includes(`${name}: ${message}`) || page.includes(`${label}: ${message}`)).toBe(true)
  })

  it('is refused in the same way from both, however many rules it breaks', () => {
    fc.assert(
      fc.property(anyAnswers, fc.subarray([...flaws], { minLength: 1, maxLength: 6 }), (given, broken) => {
        const body = plain(broken.reduce(flawed, plain(given)))
        const { refused } = outcome(body)
        expect(refused).toBeDefined()
        for (const { pointer } of refused ?? []) expect(pointer).toMatch(/^\/[a-z]/)
        expect(outcome(asForm(body)).refused).toEqual(refused)
      }),
      runs(300),
    )
  })
})
