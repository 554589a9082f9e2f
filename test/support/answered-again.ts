import { expect } from 'vitest'
import { decodeForm } from '../../shared/http/decode-form.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import type { DraftAnswers, DraftPage } from '../../shared/survey/draft.ts'
import type { Survey } from '../../shared/survey/survey-schema.ts'
import type { ProgrammesCode } from './one-more-programme.ts'

const now = '2026-11-23T10:00:00.000Z'

/** As JSON carries it: what is not stated does not come. */
export const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value))

/** Of what was ticked the order says nothing: a browser sends it in the order of the page. */
const unordered = (value: unknown): unknown => {
  if (Array.isArray(value))
    return value.every((each) => typeof each !== 'object') ? value.toSorted() : value.map(unordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, unordered(inner)]))
}

/** One of a draft's pages, filled in with the answers so far. */
export type FilledPage = {
  readonly page: Exclude<DraftPage, 'check'>
  readonly answers: DraftAnswers
  /** By field name. */
  readonly values: ReturnType<ProgrammesCode['formOfSurvey']>
}

/**
 * Holds answers to come back as they were: as a submission, as the entry that it makes, as the pages that somebody opens
 * to change it, and sent from there as a submission again.
 *
 * @param body the answers as a program sends them
 * @param sentFrom what is sent of a page that nobody touches, as `application/x-www-form-urlencoded`
 */
export const comesBackUnchanged = async (
  code: ProgrammesCode,
  body: unknown,
  sentFrom: (filled: FilledPage) => string | Promise<string>,
): Promise<void> => {
  const submitted = (survey: Survey) =>
    code.newSubmission(survey, {
      submissionId: 's1',
      contactId: 'c1',
      language: 'en',
      now,
      addressKey: 'key',
    })
  const { submission, contact } = submitted(parseInput(code.surveySchema(), body))
  const { entry } = code.confirm({
    submission,
    contact,
    existing: undefined,
    known: undefined,
    newEntryId: 'e1',
    review: 'at-once',
    now,
  })
  let sent = code.answersOfEntry(entry)
  for (const page of code.draftPages) {
    if (page === 'check' || !code.pagesOf(sent).includes(page)) continue
    const form = await sentFrom({ page, answers: sent, values: code.formOfSurvey(sent) })
    const { action: _, ...posted } = code.valuesOfForm(decodeForm(form).body)
    sent = code.withPage(sent, page, posted)
  }
  const again = submitted(code.surveyOf(sent, contact.address)).submission
  const { answers } = submission
  const same = (one: unknown, other: unknown) =>
    expect(unordered(plain(one))).toEqual(unordered(plain(other)))
  same(again.answers, {
    ...answers,
    items: answers.items.map((each) => ({ ...each, language: each.language ?? 'en' })),
  })
  same(code.revisedEntry(entry, again, now), { ...entry, revision: 2 })
}
