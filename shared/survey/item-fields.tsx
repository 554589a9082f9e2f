import { ChoiceGroup, type FormState, LongTextField, SelectField, TextField } from '../pages/form-fields.tsx'
import { ThemeField } from '../pages/theme-field.tsx'
import { directions, timeframes, visibilities } from '../register/entry.ts'
import { longestDescription } from './field-schemas.ts'
import {
  choicesOf,
  countryChoices,
  formatChoices,
  languageChoices,
  programmeChoices,
} from './survey-choices.ts'

/** What of an item is folded away until somebody wants to say more. */
const furtherFields = ['formats', 'programmes', 'evidence', 'purpose', 'timeframe', 'countries', 'language']

/** What every offer, request or interest needs: which it is, its theme, a sentence, and who may see it. */
export const ItemBasics = ({ form, at }: { readonly form: FormState; readonly at: number }) => {
  const { t } = form
  const name = (field: string) => `items.${at}.${field}`
  return (
    <>
      <ChoiceGroup
        form={form}
        name={name('direction')}
        label={t('survey.form.direction')}
        choices={choicesOf(directions, (each) => t(`survey.direction.${each}`))}
      />
      <ThemeField
        form={form}
        name={name('theme')}
        sentence={name('description')}
        label={t('survey.form.theme')}
        empty={t('survey.form.choose')}
      />
      <LongTextField
        form={form}
        name={name('description')}
        label={t('survey.form.description')}
        hint={t('survey.form.description.hint')}
        maxLength={longestDescription}
      />
      <ChoiceGroup
        form={form}
        name={name('visibility')}
        label={t('survey.form.visibility')}
        hint={t('survey.form.visibility.hint')}
        choices={choicesOf(visibilities, (each) => t(`survey.visibility.${each}`))}
        optional
      />
    </>
  )
}

/** One offer, request or interest of a draft, with what makes it easier to match folded below. */
export const ItemFields = (props: {
  readonly form: FormState
  readonly row: Readonly<Record<string, unknown>>
  /** Its number among the rows, from 0. */
  readonly at: number
  readonly removable: boolean
}) => {
  const { form, row, at, removable } = props
  const { t } = form
  const name = (field: string) => `items.${at}.${field}`
  const direction = directions.find((each) => each === row.direction)
  const failing = form.failures.some(({ pointer }) =>
    furtherFields.some((field) => pointer.startsWith(`/items/${at}/${field}`)),
  )
  return (
    <fieldset class="group">
      <legend>{t('survey.draft.row', { row: at + 1, direction: direction ?? 'other' })}</legend>
      <ItemBasics form={form} at={at} />
      <details open={failing || undefined}>
        <summary>
          {t('survey.draft.more')}
          <span class="heard">
            {' '}
            ({t('survey.draft.row', { row: at + 1, direction: direction ?? 'other' })})
          </span>
        </summary>
        <p class="hint">{t('survey.draft.more.brings')}</p>
        <ChoiceGroup
          form={form}
          name={`${name('formats')}[]`}
          label={t('survey.form.formats')}
          choices={formatChoices(t)}
          several
          optional
        />
        <ChoiceGroup
          form={form}
          name={`${name('programmes')}[]`}
          label={t('survey.form.programmes')}
          hint={t('survey.form.programmes.hint')}
          choices={programmeChoices(t)}
          several
          optional
        />
        <TextField
          form={form}
          name={name('evidence')}
          type="number"
          label={t('survey.form.evidence')}
          hint={t('survey.form.evidence.hint')}
          optional
        />
        <LongTextField
          form={form}
          name={name('purpose')}
          label={t('survey.form.purpose')}
          hint={t('survey.form.purpose.hint')}
          rows={3}
          maxLength={longestDescription}
          optional
        />
        <SelectField
          form={form}
          name={name('timeframe')}
          label={t('survey.form.timeframe')}
          empty={t('survey.form.choose')}
          choices={choicesOf(timeframes, (each) => t(`survey.timeframe.${each}`))}
          optional
        />
        <SelectField
          form={form}
          name={name('language')}
          label={t('survey.form.item-language')}
          empty={t('survey.form.item-language.empty')}
          choices={languageChoices(t)}
          optional
        />
        <ChoiceGroup
          form={form}
          name={`${name('countries')}[]`}
          label={t('survey.form.countries')}
          hint={t('survey.form.countries.hint')}
          choices={countryChoices(t)}
          several
          beside
          optional
        />
      </details>
      {removable && (
        <p>
          <button type="submit" name="action" value={`remove-${at}`} class="quiet">
            {t('survey.draft.remove')}
            <span class="heard">
              {' '}
              ({t('survey.draft.row', { row: at + 1, direction: direction ?? 'other' })})
            </span>
          </button>
        </p>
      )}
    </fieldset>
  )
}
