import { failureTitle } from '../http/problem.ts'
import { Footnotes } from '../pages/blocks.tsx'
import {
  ChoiceGroup,
  FailureSummary,
  type FormState,
  fieldNameOf,
  LongTextField,
  SelectField,
  TextField,
} from '../pages/form-fields.tsx'
import { type PageContext, renderPage } from '../pages/page.tsx'
import { ThemeField } from '../pages/theme-field.tsx'
import { countriesByName, countryCodes, countryFootnotes } from '../places/countries.ts'
import { directions, roles, visibilities } from '../register/entry.ts'
import { privacyNoticeVersion } from './submission.ts'
import { longestDescription, longestName } from './survey-schema.ts'

/** Which message names a field in the list of failures. */
const labelKeys: Readonly<Record<string, string>> = {
  role: 'survey.form.role',
  'authority.name': 'survey.form.authority-name',
  'authority.country': 'survey.form.country',
  'items.0.direction': 'survey.form.direction',
  'items.0.theme': 'survey.form.theme',
  'items.0.description': 'survey.form.description',
  'items.0.visibility': 'survey.form.visibility',
  email: 'survey.form.email',
  digest: 'survey.form.digest',
}

/**
 * The survey's first page: all that is needed to begin, working without script. Shown again after a failure
 * with everything that was typed and each message at its field.
 *
 * @param formKey carried by the form, so that sending the same answers twice stores them once
 */
export const surveyPage = (
  context: PageContext,
  given: {
    readonly values: FormState['values']
    readonly failures: FormState['failures']
    readonly formKey: string
    /** The values came with the address: nothing was sent yet. */
    readonly reading?: boolean
  },
): string => {
  const { t, links } = context
  const { values, reading = false } = given
  const form: FormState = { t, values, failures: inFormOrder(given.failures), reading }
  const choices = (kind: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`survey.${kind}.${value}`) }))
  const countries = countriesByName(t.language).map(({ code, label }) => ({ value: code, label }))
  return renderPage(context, {
    title: given.failures.length > 0 ? failureTitle('invalid', t, reading) : t('survey.form.title'),
    main: (
      <>
        <h1>{t('survey.form.title')}</h1>
        <FailureSummary form={form} labels={(name) => labelKeys[name] && t(labelKeys[name])} />
        <p class="lead">{t('survey.form.lead')}</p>
        <form method="post" action={links.to('/survey')} noValidate>
          <input type="hidden" name="formKey" value={given.formKey} />
          <h2>{t('survey.form.part.you')}</h2>
          <ChoiceGroup
            form={form}
            name="role"
            label={t('survey.form.role')}
            choices={choices('role', roles)}
          />
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
            choices={countries}
          />
          <h2>{t('survey.form.part.item')}</h2>
          <ChoiceGroup
            form={form}
            name="items.0.direction"
            label={t('survey.form.direction')}
            choices={choices('direction', directions)}
          />
          <ThemeField
            form={form}
            name="items.0.theme"
            sentence="items.0.description"
            label={t('survey.form.theme')}
            empty={t('survey.form.choose')}
          />
          <LongTextField
            form={form}
            name="items.0.description"
            label={t('survey.form.description')}
            hint={t('survey.form.description.hint')}
            maxLength={longestDescription}
          />
          <ChoiceGroup
            form={form}
            name="items.0.visibility"
            label={t('survey.form.visibility')}
            hint={t('survey.form.visibility.hint')}
            choices={choices('visibility', visibilities)}
            optional
          />
          <h2>{t('survey.form.part.contact')}</h2>
          <TextField
            form={form}
            name="email"
            type="email"
            label={t('survey.form.email')}
            hint={t('survey.form.email.hint')}
            autocomplete="email"
            maxLength={254}
          />
          <ChoiceGroup
            form={form}
            name="digest"
            label={t('survey.form.digest')}
            hint={t('survey.form.digest.hint')}
            choices={[{ value: 'weekly', label: t('survey.form.digest.weekly') }]}
            several
            optional
          />
          <Footnotes notes={countryFootnotes(countryCodes, t.language)} />
          <p class="hint">
            {t('survey.form.privacy')}{' '}
            <a href={links.to(`/privacy/${privacyNoticeVersion}`)}>{t('survey.form.privacy.link')}</a>
          </p>
          <button type="submit">{t('survey.form.send')}</button>
        </form>
      </>
    ),
  })
}

/** As the fields stand on the page, so that going through the list is going down the form. */
const inFormOrder = (failures: FormState['failures']): FormState['failures'] => {
  const order = Object.keys(labelKeys)
  const place = (failure: FormState['failures'][number]) => {
    const at = order.indexOf(fieldNameOf(failure.pointer))
    return at < 0 ? order.length : at
  }
  return [...failures].sort((a, b) => place(a) - place(b))
}
