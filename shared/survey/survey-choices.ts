import type { Messages } from '../messages/messages.ts'
import type { Choice } from '../pages/form-fields.tsx'
import { countriesByName } from '../places/countries.ts'
import { programmeIds, programmeName } from '../programmes/programmes.ts'
import { commissions, formats } from '../register/entry.ts'
import { labelOf } from '../themes/theme-words.ts'
import { themes } from '../themes/themes.ts'
import { acquisChapters } from './field-schemas.ts'
import { languageLabel, workingLanguages } from './working-languages.ts'

/** Values with their labels. */
export const choicesOf = <T extends string>(values: readonly T[], label: (value: T) => string): Choice[] =>
  values.map((value) => ({ value, label: label(value) }))

/** The commissions by their abbreviation and what they are about. */
export const commissionChoices = (t: Messages): Choice[] =>
  choicesOf(commissions, (each) => `${each.toUpperCase()} – ${t(`survey.commission.${each}`)}`)

export const countryChoices = (t: Messages): Choice[] =>
  countriesByName(t.language).map(({ code, label }) => ({ value: code, label }))

/** Themes by their labels, without their headings. */
export const themeChoices = (t: Messages): Choice[] =>
  themes.map(({ id }) => ({ value: id, label: labelOf(id, t.language) }))

export const formatChoices = (t: Messages): Choice[] =>
  choicesOf(formats, (each) => t(`register.format.${each}`))

export const programmeChoices = (t: Messages): Choice[] =>
  choicesOf(programmeIds, (id) => programmeName(id, t.language))

/** Working languages by their names. */
export const languageChoices = (t: Messages): Choice[] => {
  const { compare } = new Intl.Collator(t.language)
  return workingLanguages
    .map((value) => ({ value, label: languageLabel(value, t.language) }))
    .sort((a, b) => compare(a.label, b.label))
}

export const yesNoChoices = (t: Messages): Choice[] => [
  { value: 'yes', label: t('survey.yes') },
  { value: 'no', label: t('survey.no') },
]

/** The chapters of the EU acquis by number and title. */
export const acquisChoices = (t: Messages): Choice[] =>
  Array.from({ length: acquisChapters }, (_, n) => ({
    value: String(n + 1),
    label: `${n + 1}. ${t(`survey.acquis.${n + 1}`)}`,
  }))
