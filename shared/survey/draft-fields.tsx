import { ChoiceGroup, type FormState, LongTextField, SelectField, TextField } from '../pages/form-fields.tsx'
import { directions, tiers, timeframes } from '../register/entry.ts'
import type { DraftAnswers, DraftPage } from './draft.ts'
import { questionsIn, rowsOf } from './draft.ts'
import { ItemFields } from './item-fields.tsx'
import { PlaceField } from './place-field.tsx'
import { type ProgrammeQuestion, questionLabel } from './programme-questions.ts'
import {
  acquisChoices,
  choicesOf,
  commissionChoices,
  languageChoices,
  yesNoChoices,
} from './survey-choices.ts'
import { AuthorityFields, RoleField } from './who-fields.tsx'

type Props = { readonly form: FormState; readonly answers: DraftAnswers }

/** Who answers, and for which authority. */
const StartFields = ({ form }: Props) => {
  const { t } = form
  return (
    <>
      <RoleField form={form} />
      <SelectField
        form={form}
        name="commission"
        label={t('survey.form.commission')}
        hint={t('survey.form.commission.hint')}
        empty={t('survey.form.none')}
        choices={commissionChoices(t)}
        optional
      />
      <AuthorityFields form={form} />
    </>
  )
}

/** Every offer, request and interest, and buttons for one more of each. */
const ItemsFields = ({ form, answers }: Props) => {
  const { t } = form
  return (
    <>
      {rowsOf(answers).map((row, at, rows) => (
        <ItemFields key={at} form={form} row={row} at={at} removable={rows.length > 1} />
      ))}
      <div class="actions">
        {directions.map((direction) => (
          <button key={direction} type="submit" name="action" value={`add-${direction}`} class="quiet">
            {t(`survey.draft.add-${direction}`)}
          </button>
        ))}
      </div>
    </>
  )
}

/** What kind of place it is, and how it works with others. */
const PlaceFields = ({ form }: Props) => {
  const { t } = form
  return (
    <>
      <PlaceField form={form} />
      <SelectField
        form={form}
        name="authority.tier"
        label={t('survey.form.tier')}
        empty={t('survey.form.choose')}
        choices={choicesOf(tiers, (each) => t(`register.tier.${each}`))}
        optional
      />
      <TextField
        form={form}
        name="authority.population"
        type="number"
        label={t('survey.form.population')}
        hint={t('survey.form.population.hint')}
        optional
      />
      <TextField
        form={form}
        name="authority.website"
        label={t('survey.form.website')}
        hint={t('survey.form.website.hint', { address: 'https://' })}
        autocomplete="url"
        optional
      />
      <ChoiceGroup
        form={form}
        name="languages[]"
        label={t('survey.form.languages')}
        hint={t('survey.form.languages.hint')}
        choices={languageChoices(t)}
        several
        beside
        optional
      />
      <ChoiceGroup
        form={form}
        name="interpretation"
        label={t('survey.form.interpretation')}
        choices={yesNoChoices(t)}
        optional
      />
      <TextField
        form={form}
        name="capacity"
        type="number"
        label={t('survey.form.capacity')}
        hint={t('survey.form.capacity.hint')}
        optional
      />
      <SelectField
        form={form}
        name="availability"
        label={t('survey.form.availability')}
        empty={t('survey.form.choose')}
        choices={choicesOf(timeframes, (each) => t(`survey.timeframe.${each}`))}
        optional
      />
    </>
  )
}

/** Only what the chosen programmes ask. */
const ProgrammeFields = ({ form, answers }: Props) => (
  <>
    {questionsIn(answers).map((question) => (
      <QuestionField key={question.id} form={form} question={question} />
    ))}
  </>
)

const QuestionField = ({ form, question }: { form: FormState; question: ProgrammeQuestion }) => {
  const { t } = form
  const name = `programmeAnswers.${question.id}`
  const label = questionLabel(question, t)
  switch (question.kind) {
    case 'yes-no':
      return <ChoiceGroup form={form} name={name} label={label} choices={yesNoChoices(t)} optional />
    case 'acquis-chapters':
      return (
        <ChoiceGroup
          form={form}
          name={`${name}[]`}
          label={label}
          choices={acquisChoices(t)}
          several
          optional
        />
      )
    case 'text':
      return <LongTextField form={form} name={name} label={label} rows={3} optional />
  }
}

const fields = {
  start: StartFields,
  items: ItemsFields,
  authority: PlaceFields,
  programmes: ProgrammeFields,
} as const

/** The fields of one of a draft's pages. */
export const DraftFields = ({ page, ...props }: Props & { page: Exclude<DraftPage, 'check'> }) => {
  const Fields = fields[page]
  return <Fields {...props} />
}
