import { failureTitle } from '../http/problem.ts'
import { WrongAddress } from '../pages/blocks.tsx'
import { FailureSummary, type FormState, LongTextField, SelectField } from '../pages/form-fields.tsx'
import { type PageContext, renderPage } from '../pages/page.tsx'
import { ThemeField } from '../pages/theme-field.tsx'
import { longestDescription } from '../survey/field-schemas.ts'
import { countryChoices, languageChoices, yesNoChoices } from '../survey/survey-choices.ts'
import type { Sought } from './suggestions-view.ts'

/** What the asker brings: a request looks for offers, an offer for requests. */
export type Brought = 'request' | 'offer'

/** What to look for: the other direction than what the asker brings. */
export const soughtBy = (brought: Brought): Sought => (brought === 'request' ? 'offer' : 'request')

/** Which message names a field in the list of failures; undefined where the form has none. */
const labelKeyOf = (name: string, brought: Brought): string | undefined => {
  if (name === 'direction') return 'matchmaking.switch'
  if (!name.startsWith(`${brought}.`)) return undefined
  const field = name.slice(brought.length + 1)
  if (field === 'theme' || field === 'country') return `matchmaking.form.${field}`
  if (field === 'description') return `matchmaking.form.description.${brought}`
  if (field === 'interpretation') return 'survey.form.interpretation'
  if (field === 'languages.0') return 'matchmaking.form.language'
  return field === 'languages.1' ? 'matchmaking.form.second-language' : undefined
}

/** The list of languages has two fields: what is wrong with it as a whole, twice the same, stands at the second. */
const atFields = (failures: FormState['failures']): FormState['failures'] =>
  failures.map((failure) => ({
    ...failure,
    pointer: failure.pointer.replace(/\/languages$/, '/languages/1'),
  }))

const NeedForm = ({
  context,
  form,
  brought,
}: {
  context: PageContext
  form: FormState
  brought: Brought
}) => {
  const { t, links } = context
  const languages = languageChoices(t)
  const notStated = t('matchmaking.form.not-stated')
  return (
    <form
      method="post"
      // Empty fields are not sent: the address says which form it was.
      action={links.to('/matchmaking', brought === 'offer' ? { direction: brought } : {})}
      noValidate
    >
      <ThemeField
        form={form}
        name={`${brought}.theme`}
        sentence={`${brought}.description`}
        label={t('matchmaking.form.theme')}
        empty={t('matchmaking.form.choose')}
      />
      <LongTextField
        form={form}
        name={`${brought}.description`}
        label={t(`matchmaking.form.description.${brought}`)}
        hint={t('matchmaking.form.description.hint')}
        rows={2}
        maxLength={longestDescription}
        optional
      />
      <SelectField
        form={form}
        name={`${brought}.country`}
        label={t('matchmaking.form.country')}
        empty={notStated}
        choices={countryChoices(t)}
        optional
      />
      <SelectField
        form={form}
        name={`${brought}.languages.0`}
        label={t('matchmaking.form.language')}
        empty={notStated}
        choices={languages}
        optional
      />
      <SelectField
        form={form}
        name={`${brought}.languages.1`}
        label={t('matchmaking.form.second-language')}
        empty={notStated}
        choices={languages}
        optional
      />
      <SelectField
        form={form}
        name={`${brought}.interpretation`}
        label={t('survey.form.interpretation')}
        empty={notStated}
        choices={yesNoChoices(t)}
        optional
      />
      <button type="submit">{t('matchmaking.form.find')}</button>
    </form>
  )
}

/** The form: empty, filled in from an address, or shown again with what was wrong. */
export const matchmakingPage = (
  context: PageContext,
  given: {
    readonly brought: Brought
    readonly values: FormState['values']
    readonly failures: FormState['failures']
    /** The values came with the address: nothing was sent yet. */
    readonly reading?: boolean
    /** The address named only a part of a registered item, perhaps its entry. */
    readonly cut?: { readonly entry: string | undefined }
  },
): string => {
  const { t, links } = context
  const { brought, cut } = given
  const form: FormState = {
    t,
    values: given.values,
    failures: atFields(given.failures),
    reading: given.reading ?? false,
  }
  return renderPage(context, {
    title: t('matchmaking.title'),
    failed: given.failures.length > 0 || cut !== undefined,
    main: (
      <>
        <h1>{t('matchmaking.title')}</h1>
        <FailureSummary
          form={form}
          labels={(name) => {
            const key = labelKeyOf(name, brought)
            return key && t(key)
          }}
        />
        {cut && (
          <WrongAddress
            t={t}
            title={failureTitle('invalid', t, true)}
            detail={t('matchmaking.cut')}
            onward={
              cut.entry
                ? {
                    href: links.to(`/register/${encodeURIComponent(cut.entry)}`),
                    label: t('matchmaking.cut.entry'),
                  }
                : { href: links.to('/register'), label: t('matchmaking.none.search') }
            }
          />
        )}
        <p class="lead">{t(`matchmaking.lead.${brought}`)}</p>
        <nav class="actions" id="direction" aria-label={t('matchmaking.switch')}>
          <ul>
            {(['request', 'offer'] as const).map((each) => (
              <li key={each}>
                <a
                  href={links.to('/matchmaking', { direction: each })}
                  aria-current={each === brought ? 'page' : undefined}
                >
                  {t(`matchmaking.switch.${each}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <NeedForm context={context} form={form} brought={brought} />
      </>
    ),
  })
}

/** An interest asks for nothing: the page says so, and what to do. */
export const nothingSoughtPage = (context: PageContext): string => {
  const { t, links } = context
  return renderPage(context, {
    title: t('matchmaking.title'),
    main: (
      <>
        <h1>{t('matchmaking.title')}</h1>
        <p class="lead">{t('matchmaking.none.interest')}</p>
        <p class="actions">
          <a class="button" href={links.to('/survey')}>
            {t('matchmaking.none.survey')}
          </a>
        </p>
      </>
    ),
  })
}
