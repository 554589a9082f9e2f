import { ChoiceGroup, type FormState, SelectField, TextField } from '../pages/form-fields.tsx'
import { roles } from '../register/entry.ts'
import { longestName } from './field-schemas.ts'
import { choicesOf, countryChoices } from './survey-choices.ts'

type Props = { readonly form: FormState }

/** What who answers is to the authority. */
export const RoleField = ({ form }: Props) => {
  const { t } = form
  return (
    <ChoiceGroup
      form={form}
      name="role"
      label={t('survey.form.role')}
      choices={choicesOf(roles, (each) => t(`survey.role.${each}`))}
    />
  )
}

/** For which authority somebody answers. */
export const AuthorityFields = ({ form }: Props) => {
  const { t } = form
  return (
    <>
      <TextField
        form={form}
        name="authority.name"
        label={t('survey.form.authority-name')}
        hint={t('survey.form.authority-name.hint')}
        autocomplete="organization"
        maxLength={longestName}
      />
      <SelectField
        form={form}
        name="authority.country"
        label={t('survey.form.country')}
        empty={t('survey.form.choose')}
        choices={countryChoices(t)}
      />
    </>
  )
}

/** For whom somebody answers, if not for themselves: open where something was typed or is wrong. */
export const ActingField = ({ form }: Props) => {
  const { t, values, failures } = form
  const inUse = values.actingFor !== undefined && values.actingFor !== ''
  return (
    <details open={inUse || failures.some(({ pointer }) => pointer === '/actingFor')}>
      <summary>{t('survey.form.acting')}</summary>
      <TextField
        form={form}
        name="actingFor"
        type="email"
        label={t('survey.form.acting-for')}
        hint={t('survey.form.acting-for.hint')}
        maxLength={254}
        optional
      />
    </details>
  )
}
