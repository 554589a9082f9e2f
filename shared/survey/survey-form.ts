import type { FormState } from '../pages/form-fields.tsx'
import { programmeQuestions } from './programme-questions.ts'

/** Fields that carry the form itself and are no part of the answers. */
const transportFields = ['formKey', 'action', 'trap', 'opened', 'proof'] as const

/**
 * A decoded form as the JSON client would have sent it: numbers and yes-or-no become values where they are
 * unmistakable. Everything else is left for the schema to judge. What was left empty does not come at all: the
 * authority and the first item, whose fields the form has, are there all the same, so that each field is named.
 */
export const surveyOfForm = (form: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const survey: Record<string, unknown> = { authority: {}, items: [{}], ...form }
  for (const name of transportFields) delete survey[name]
  return valuesOfForm(survey)
}

/** The same for some of a form's fields: nothing is added that did not come. */
export const valuesOfForm = (form: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const values = withValues(form, { interpretation: yesOrNo, capacity: numberOf })
  if (isObject(values.authority)) values.authority = withValues(values.authority, { population: numberOf })
  if (isObject(values.programmeAnswers))
    values.programmeAnswers = withValues(values.programmeAnswers, readersOfQuestions)
  if (Array.isArray(values.items))
    values.items = values.items.map((item: unknown) =>
      isObject(item) ? withValues(item, { evidence: numberOf }) : item,
    )
  return values
}

/** How answers to programmes' own questions are read, by the question's id. */
const readersOfQuestions = Object.fromEntries(
  programmeQuestions.flatMap(({ id, kind }) =>
    kind === 'text'
      ? []
      : [
          [
            id,
            kind === 'yes-no'
              ? (value: unknown) => yesOrNo(value)
              : (list: unknown) => (Array.isArray(list) ? list.map(numberOf) : list),
          ],
        ],
  ),
)

/**
 * Answers as a form shows them, by field name: the way back of `surveyOfForm`, so that what comes from a prefilled
 * form means what went into it.
 */
export const formOfSurvey = (answers: unknown, prefix = ''): FormState['values'] => {
  if (!isObject(answers)) return {}
  return Object.fromEntries(
    Object.entries(answers).flatMap(([name, value]): [string, string | readonly string[]][] => {
      const full = `${prefix}${name}`
      if (value === undefined || value === null) return []
      if (typeof value === 'boolean') return [[full, value ? 'yes' : 'no']]
      if (typeof value !== 'object') return [[full, String(value)]]
      if (Array.isArray(value) && value.every((each) => typeof each !== 'object'))
        return value.length === 0 ? [] : [[`${full}[]`, value.map(String)]]
      return Object.entries(formOfSurvey({ ...value }, `${full}.`))
    }),
  )
}

type Fields = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const numberOf = (value: unknown): unknown =>
  typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : value
const yesOrNo = (value: unknown): unknown => (value === 'yes' ? true : value === 'no' ? false : value)

const withValues = (
  fields: Fields,
  readers: Readonly<Record<string, (value: unknown) => unknown>>,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, readers[name] ? readers[name](value) : value]),
  )
