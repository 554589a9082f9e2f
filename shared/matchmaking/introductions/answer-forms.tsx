import type { Messages } from '../../messages/messages.ts'
import { ChoiceGroup, type FormState, SelectField, TextField } from '../../pages/form-fields.tsx'
import { formats } from '../../register/entry.ts'
import { declineReasons, usefulness } from './introduction.ts'
import { longestLine } from './introductions-operations.ts'
import type { OwnIntroductionView } from './own-introductions-view.ts'
import { knowsAddress } from './seen-by.ts'

/** What the fields of these forms are called, for the list of what is wrong. */
export const answerLabels =
  (t: Messages) =>
  (name: string): string | undefined =>
    ['reason', 'format', 'useful', 'line'].includes(name) ? t(`introductions.field.${name}`) : undefined

/**
 * All that one of the two can say now, a form each: yes, a yes taken back, what came of it, and no with its reason.
 *
 * @param props.to where each kind of answer is sent
 */
export const AnswerForms = (props: {
  readonly t: Messages
  readonly view: OwnIntroductionView
  readonly form: FormState
  readonly to: { readonly answer: string; readonly outcome: string }
}) => {
  const { t, view, form, to } = props
  const stage = knowsAddress(view.state) ? 'after' : 'before'
  const afterNo = view.state === 'declined'
  const may = (what: OwnIntroductionView['may'][number]) => view.may.includes(what)
  return (
    <>
      {may('yes') && (
        <form method="post" action={to.answer} class="actions">
          <button type="submit" name="answer" value="yes" class={afterNo ? 'quiet' : undefined}>
            {t(afterNo ? 'introductions.yes.after-all' : 'introductions.yes')}
          </button>
        </form>
      )}
      {may('outcome') && <OutcomeForm t={t} form={form} view={view} action={to.outcome} />}
      {may('take-back') && (
        <form method="post" action={to.answer} class="actions">
          <button type="submit" name="answer" value="take-back" class="quiet">
            {t('introductions.take-back')}
          </button>
        </form>
      )}
      {may('no') && view.state !== 'wanted' && (
        <details open={form.failures.some(({ pointer }) => pointer === '/reason')}>
          <summary>{t(`introductions.no.${stage}.open`)}</summary>
          <form method="post" action={to.answer} noValidate>
            <ChoiceGroup
              form={form}
              name="reason"
              label={t('introductions.field.reason')}
              hint={t('introductions.no.reason.hint')}
              choices={declineReasons
                // Nobody can be slow to answer whom nobody has written to.
                .filter((value) => value !== 'no-answer' || stage === 'after')
                .map((value) => ({ value, label: t(`introductions.reason.${value}`) }))}
            />
            <button type="submit" name="answer" value="no" class="quiet">
              {t(`introductions.no.${stage}`)}
            </button>
          </form>
        </details>
      )}
    </>
  )
}

const OutcomeForm = ({
  t,
  form,
  view,
  action,
}: {
  t: Messages
  form: FormState
  view: OwnIntroductionView
  action: string
}) => (
  <form method="post" action={action} noValidate>
    <h2>{t('introductions.outcome.title')}</h2>
    <SelectField
      form={form}
      name="format"
      label={t('introductions.field.format')}
      empty={t('introductions.interest.choose')}
      choices={formats.map((value) => ({ value, label: t(`register.format.${value}`) }))}
      optional
    />
    <ChoiceGroup
      form={form}
      name="useful"
      label={t('introductions.field.useful')}
      choices={usefulness.map((value) => ({ value, label: t(`introductions.useful.${value}`) }))}
      optional
    />
    <TextField
      form={form}
      name="line"
      label={t('introductions.field.line')}
      hint={t('introductions.field.line.hint')}
      maxLength={longestLine}
      optional
    />
    <p class="actions">
      <button type="submit" name="answer" value="happened">
        {t('introductions.outcome.happened')}
      </button>
      {view.may.includes('begin') && (
        <button type="submit" name="answer" value="under-way" class="quiet">
          {t('introductions.outcome.under-way')}
        </button>
      )}
    </p>
  </form>
)
