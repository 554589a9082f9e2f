import { sentMark } from '../http/links.ts'
import { failureTitle } from '../http/problem.ts'
import type { Messages } from '../messages/messages.ts'
import { Notice } from '../pages/blocks.tsx'
import { ChoiceGroup, FailureSummary, type FormState, fieldNameOf, TextField } from '../pages/form-fields.tsx'
import { type PageContext, renderPage } from '../pages/page.tsx'
import { privacyPath } from '../pages/privacy-versions.ts'
import { scriptPath } from '../pages/scripts.ts'
import { permissionText } from './consent.ts'
import { fieldLabels } from './field-labels.ts'
import type { FormGuard } from './form-guard.ts'
import { ItemBasics } from './item-fields.tsx'
import { PlaceField } from './place-field.tsx'
import { ActingField, AuthorityFields, RoleField } from './who-fields.tsx'

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
    readonly guard: FormGuard
    /** It was sent faster than anybody reads it, and without a proof: it comes once more, as it was. */
    readonly tooQuick?: boolean
    /** The values came with the address: nothing was sent yet. */
    readonly reading?: boolean
  },
): string => {
  const { t, links } = context
  const { values, reading = false } = given
  const form: FormState = { t, values, failures: inFormOrder(given.failures), reading }
  return renderPage(context, {
    title: given.failures.length > 0 ? failureTitle('invalid', t, reading) : t('survey.form.title'),
    main: (
      <>
        <h1>{t('survey.form.title')}</h1>
        <FailureSummary form={form} labels={(name) => labelOfFirstPage(name, t)} />
        {given.tooQuick ? (
          <Notice>
            <p>{t('survey.form.once-more')}</p>
          </Notice>
        ) : (
          <p class="lead">{t('survey.form.lead')}</p>
        )}
        <form method="post" action={links.to('/survey', sentMark)} noValidate>
          <input type="hidden" name="formKey" value={given.formKey} />
          <input type="hidden" name="opened" value={given.guard.opened} />
          <input
            type="hidden"
            name="proof"
            data-challenge={given.guard.challenge}
            data-worker={scriptPath('proof')}
          />
          <div class="heard" aria-hidden="true">
            <label for="trap">{t('survey.form.trap')}</label>
            {/* Programs that fill in every field give themselves away; always empty when the form comes again. */}
            <input id="trap" name="trap" type="text" tabIndex={-1} autocomplete="off" />
          </div>
          <h2>{t('survey.form.part.you')}</h2>
          <RoleField form={form} />
          <AuthorityFields form={form} />
          <PlaceField form={form} live />
          <h2>{t('survey.form.part.item')}</h2>
          <ItemBasics form={form} at={0} />
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
          <ActingField form={form} />
          <ChoiceGroup
            form={form}
            name="digest"
            label={t('survey.form.digest')}
            hint={t('survey.form.digest.hint')}
            choices={[{ value: 'weekly', label: permissionText(t, 'digest', 'weekly') }]}
            several
            optional
          />
          <p class="hint">
            {t('survey.form.privacy')} <a href={links.to(privacyPath)}>{t('survey.form.privacy.link')}</a>
          </p>
          <div class="actions">
            <button type="submit">{t('survey.form.send')}</button>
            <button type="submit" name="action" value="further" class="quiet">
              {t('survey.form.further')}
            </button>
          </div>
          <p class="hint">{t('survey.form.further.brings')}</p>
        </form>
        <script type="module" src={scriptPath('survey')} />
      </>
    ),
  })
}

/** The fields of the first page, in their order. */
const fieldsHere = [
  'role',
  'authority.name',
  'authority.country',
  'authority.place',
  'items.0.direction',
  'items.0.theme',
  'items.0.description',
  'items.0.visibility',
  'email',
  'actingFor',
  'digest',
]

/** What a field of this page is called; undefined for what it has no field for. */
const labelOfFirstPage = (name: string, t: Messages): string | undefined => {
  if (name === 'trap') return t('survey.form.trap')
  const key = fieldLabels[name.replace('items.0.', 'items.')]
  return fieldsHere.includes(name) && key !== undefined ? t(key) : undefined
}

/** As the fields stand on the page, so that going through the list is going down the form. */
const inFormOrder = (failures: FormState['failures']): FormState['failures'] => {
  const place = (failure: FormState['failures'][number]) => {
    const at = fieldsHere.indexOf(fieldNameOf(failure.pointer))
    return at < 0 ? fieldsHere.length : at
  }
  return [...failures].sort((a, b) => place(a) - place(b))
}
