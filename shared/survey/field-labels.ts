import type { Messages } from '../messages/messages.ts'
import { programmeQuestions, questionLabel } from './programme-questions.ts'

/** Which message names a field, by its name in the form; fields of items without their number. */
export const fieldLabels: Readonly<Record<string, string>> = {
  role: 'survey.form.role',
  commission: 'survey.form.commission',
  'authority.name': 'survey.form.authority-name',
  'authority.country': 'survey.form.country',
  items: 'survey.draft.page.items',
  'items.direction': 'survey.form.direction',
  'items.theme': 'survey.form.theme',
  'items.description': 'survey.form.description',
  'items.visibility': 'survey.form.visibility',
  'items.language': 'survey.form.item-language',
  'items.formats': 'survey.form.formats',
  'items.programmes': 'survey.form.programmes',
  'items.evidence': 'survey.form.evidence',
  'items.purpose': 'survey.form.purpose',
  'items.timeframe': 'survey.form.timeframe',
  'items.countries': 'survey.form.countries',
  'authority.place': 'survey.form.place',
  'authority.tier': 'survey.form.tier',
  'authority.population': 'survey.form.population',
  'authority.website': 'survey.form.website',
  languages: 'survey.form.languages',
  interpretation: 'survey.form.interpretation',
  capacity: 'survey.form.capacity',
  availability: 'survey.form.availability',
  email: 'survey.form.email',
  actingFor: 'survey.form.acting-for',
  digest: 'survey.form.digest',
}

/** The question that a field of `programmeAnswers` answers, as the page asks it. */
export const labelOfQuestion = (name: string, t: Messages): string | undefined => {
  const question = programmeQuestions.find(({ id }) => name === `programmeAnswers.${id}`)
  return question && questionLabel(question, t)
}

/** What a field of a draft's pages is called; undefined for what no page has. `items.1.theme` names its row, too. */
export const labelOfField = (name: string, t: Messages): string | undefined => {
  const [, row, field] = /^items\.(\d+)\.(.*)$/.exec(name) ?? []
  const key = fieldLabels[field === undefined ? name : `items.${field}`]
  if (key === undefined) return labelOfQuestion(name, t)
  return row === undefined ? t(key) : t('survey.draft.field-of-row', { row: Number(row) + 1, field: t(key) })
}
