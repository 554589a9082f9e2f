import type { Messages } from '../messages/messages.ts'
import type { Choice } from '../pages/form-fields.tsx'
import { placeOfCode } from '../places/known-places.ts'
import { directions, roles, tiers, timeframes, visibilities } from '../register/entry.ts'
import { allowing, permissionText } from './consent.ts'
import { type DraftAnswers, type DraftPage, pageOf, rowsOf } from './draft.ts'
import { fieldLabels, labelOfQuestion } from './field-labels.ts'
import { programmeQuestions } from './programme-questions.ts'
import {
  acquisChoices,
  choicesOf,
  commissionChoices,
  countryChoices,
  formatChoices,
  languageChoices,
  programmeChoices,
  themeChoices,
  yesNoChoices,
} from './survey-choices.ts'
import { formOfSurvey } from './survey-form.ts'

/** One answer in words, beside what it was in the entry that the draft began from. */
export type Fact = {
  readonly name: string
  readonly label: string
  /** Undefined: not stated any more. */
  readonly value?: string | undefined
  /** Undefined: as it was, or there was no entry before. */
  readonly change?: 'new' | 'changed' | 'removed' | undefined
  readonly before?: string | undefined
}

/** An offer, request or interest in words. */
export type RowSummary = {
  readonly theme: string
  readonly direction: string
  readonly facts: readonly Fact[]
  readonly change?: Fact['change']
}

export type AnswersSummary = {
  readonly pages: readonly { readonly page: DraftPage; readonly facts: readonly Fact[] }[]
  readonly rows: readonly RowSummary[]
  /** Whether anything differs from the entry that the draft began from. */
  readonly changes: boolean
}

/** Answers in words and, where an entry was there before, what of it they would change. */
export const summaryOf = (
  answers: DraftAnswers,
  before: DraftAnswers | undefined,
  t: Messages,
): AnswersSummary => {
  const written = writer(t)
  const { items: _, ...now } = answers
  const { items: __, ...then } = before ?? {}
  const facts = compared(written(now), before && written(then))
  const pages = ['start', 'authority', 'programmes', 'check'] as const
  const old = new Map(rowsOf(before ?? {}).map((row) => [keyOfRow(row), row]))
  const rows = rowsOf(answers).map((row): RowSummary => {
    const was = old.get(keyOfRow(row))
    old.delete(keyOfRow(row))
    const rowFacts = compared(written(row, 'items.'), was && written(was, 'items.'))
    return {
      ...headOf(row, t),
      facts: shown(rowFacts),
      ...(before && !was && { change: 'new' as const }),
      ...(was && rowFacts.some(({ change }) => change) && { change: 'changed' as const }),
    }
  })
  const gone = [...old.values()].map(
    (row): RowSummary => ({ ...headOf(row, t), facts: shown(written(row, 'items.')), change: 'removed' }),
  )
  return {
    pages: pages.map((page) => ({
      page,
      facts: facts.filter(({ name }) => pageOf(`/${name.replaceAll('.', '/')}`) === page),
    })),
    rows: [...rows, ...gone],
    changes: [...facts, ...rows, ...gone].some(({ change }) => change !== undefined),
  }
}

const keyOfRow = (row: Readonly<Record<string, unknown>>): string => `${row.direction}.${row.theme}`

const headOf = (row: Readonly<Record<string, unknown>>, t: Messages) => ({
  theme: labelIn(themeChoices(t), String(row.theme ?? '')),
  direction: labelIn(
    choicesOf(directions, (each) => t(`survey.direction.${each}`)),
    String(row.direction ?? ''),
  ),
})

/** The heading of a row says these already. */
const shown = (facts: readonly Fact[]): readonly Fact[] =>
  facts.filter(({ name }) => name !== 'items.theme' && name !== 'items.direction')

const labelIn = (choices: readonly Choice[], value: string): string =>
  choices.find((choice) => choice.value === value)?.label ?? value

/** Writes fields in words, in the order of the form. */
const writer = (t: Messages) => {
  const yesNo = yesNoChoices(t)
  const times = choicesOf(timeframes, (each) => t(`survey.timeframe.${each}`))
  const countries = countryChoices(t)
  const choices: Readonly<Record<string, readonly Choice[]>> = {
    role: choicesOf(roles, (each) => t(`survey.role.${each}`)),
    commission: commissionChoices(t),
    'authority.country': countries,
    'authority.tier': choicesOf(tiers, (each) => t(`register.tier.${each}`)),
    languages: languageChoices(t),
    interpretation: yesNo,
    availability: times,
    ...Object.fromEntries(
      programmeQuestions.flatMap(({ id, kind }) =>
        kind === 'text' ? [] : [[`programmeAnswers.${id}`, kind === 'yes-no' ? yesNo : acquisChoices(t)]],
      ),
    ),
    digest: choicesOf(allowing, (each) => permissionText(t, 'digest', each)),
    'items.visibility': choicesOf(visibilities, (each) => t(`survey.visibility.${each}`)),
    'items.language': languageChoices(t),
    'items.formats': formatChoices(t),
    'items.programmes': programmeChoices(t),
    'items.countries': countries,
    'items.timeframe': times,
  }
  const list = new Intl.ListFormat(t.locale, { type: 'unit' })
  const order = [...Object.keys(fieldLabels), ...programmeQuestions.map(({ id }) => `programmeAnswers.${id}`)]
  return (answers: DraftAnswers, prefix = ''): Fact[] =>
    Object.entries(formOfSurvey(answers))
      .map(([field, value]): Fact => {
        const name = prefix + field.replace('[]', '')
        const word = (each: string) =>
          name === 'authority.place' ? (placeOfCode(each)?.name ?? each) : labelIn(choices[name] ?? [], each)
        const key = fieldLabels[name]
        return {
          name,
          label: key === undefined ? (labelOfQuestion(name, t) ?? name) : t(key),
          value: typeof value === 'string' ? word(value) : list.format(value.map(word).sort()),
        }
      })
      .sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
}

const compared = (now: readonly Fact[], before: readonly Fact[] | undefined): Fact[] => {
  if (!before) return [...now]
  const was = new Map(before.map((fact) => [fact.name, fact]))
  const facts = now.map((fact): Fact => {
    const old = was.get(fact.name)
    was.delete(fact.name)
    if (!old) return { ...fact, change: 'new' }
    return old.value === fact.value ? fact : { ...fact, change: 'changed', before: old.value }
  })
  return [
    ...facts,
    ...[...was.values()].map(({ value, ...fact }): Fact => ({ ...fact, change: 'removed', before: value })),
  ]
}
