import type * as z from 'zod/mini'
import { longestCallText, longestCallTitle } from '../matchmaking/calls/call-schema.ts'
import type { ShownCall } from '../matchmaking/calls/call-view.ts'
import { CallWords } from '../matchmaking/calls/calls-pages.tsx'
import { longDate } from '../messages/dates.ts'
import { Notice } from '../pages/blocks.tsx'
import {
  ChoiceGroup,
  FailureSummary,
  type FormState,
  LongTextField,
  SelectField,
  TextField,
} from '../pages/form-fields.tsx'
import { type PageContext, renderPage } from '../pages/page.tsx'
import { ThemeField } from '../pages/theme-field.tsx'
import { languageChoices, programmeChoices } from '../survey/survey-choices.ts'
import type { deskCallSchema, deskCallsSchema } from './desk-calls-operations.ts'
import { DeskNavigation } from './desk-pages.tsx'
import { mayAct } from './desk-user.ts'

export type DeskCallsView = z.output<ReturnType<typeof deskCallsSchema>>
export type DeskCallView = z.output<ReturnType<typeof deskCallSchema>>

const fields = ['direction', 'programme', 'theme', 'title', 'text', 'language', 'until'] as const
type Given = Partial<Pick<FormState, 'values' | 'failures'>>

const labelIn =
  ({ t }: PageContext) =>
  (name: string): string | undefined => {
    const field = fields.find((each) => each === name)
    return field && t(`calls.field.${field}`)
  }

/** The calls, and the form that drafts one. */
export const deskCallsPage = (context: PageContext, view: DeskCallsView, given: Given = {}): string => {
  const { t } = context
  const form: FormState = { t, values: given.values ?? {}, failures: given.failures ?? [] }
  return renderPage(context, {
    title: t('calls.title'),
    failed: form.failures.length > 0,
    main: (
      <>
        <DeskNavigation context={context} may={view.role} />
        <h1>{t('calls.title')}</h1>
        <FailureSummary form={form} labels={labelIn(context)} />
        <p class="lead">{t('calls.desk.lead')}</p>
        {view.calls.length === 0 && <p>{t('calls.desk.none')}</p>}
        <ol class="results">
          {view.calls.map((call) => (
            <li key={call.callId}>
              <h2>
                <a href={call.url} dir="auto" lang={call.language}>
                  {call.title}
                </a>
              </h2>
              <p>
                {t(`calls.state.${call.state}`)} · {call.programmeLabel}
              </p>
              <p class="hint">{untilOf(context, call)}</p>
            </li>
          ))}
        </ol>
        {mayAct(view.role, 'officer') && (
          <>
            <h2>{t('calls.desk.draft')}</h2>
            <CallForm context={context} form={form} path="/secretariat/calls" send="calls.desk.save" />
          </>
        )}
      </>
    ),
  })
}

const untilOf = ({ t }: PageContext, { until }: Pick<ShownCall, 'until'>): string =>
  t('calls.until', { until: longDate(new Date(until), t) })

const CallForm = ({
  context,
  form,
  path,
  send,
}: {
  context: PageContext
  form: FormState
  path: string
  send: 'calls.desk.save' | 'calls.desk.open'
}) => {
  const { t, links } = context
  return (
    <form method="post" action={links.to(path)} noValidate>
      <ChoiceGroup
        form={form}
        name="direction"
        label={t('calls.field.direction')}
        choices={(['request', 'offer'] as const).map((value) => ({
          value,
          label: t(`calls.direction.${value}`),
        }))}
      />
      <ThemeField
        form={form}
        name="theme"
        sentence="title"
        label={t('calls.field.theme')}
        empty={t('matchmaking.form.choose')}
      />
      <SelectField
        form={form}
        name="programme"
        label={t('calls.field.programme')}
        hint={t('calls.field.programme.hint')}
        empty={t('matchmaking.form.choose')}
        choices={programmeChoices(t)}
      />
      <TextField form={form} name="title" label={t('calls.field.title')} maxLength={longestCallTitle} />
      <LongTextField
        form={form}
        name="text"
        label={t('calls.field.text')}
        hint={t('calls.field.text.hint')}
        rows={6}
        maxLength={longestCallText}
      />
      <SelectField
        form={form}
        name="language"
        label={t('calls.field.language')}
        empty={t('survey.form.item-language.empty')}
        choices={languageChoices(t)}
        optional
      />
      <TextField
        form={form}
        name="until"
        label={t('calls.field.until')}
        hint={t('calls.field.until.hint')}
        short
      />
      <button type="submit">{t(send)}</button>
    </form>
  )
}

/** One call at the desk: a draft to review and open, or how an open one goes. */
export const deskCallPage = (context: PageContext, view: DeskCallView, given: Given = {}): string => {
  const { t, links } = context
  const path = `/secretariat/calls/${encodeURIComponent(view.callId)}`
  const form: FormState = { t, values: given.values ?? valuesOf(view), failures: given.failures ?? [] }
  const officer = mayAct(view.role, 'officer')
  return renderPage(context, {
    title: view.title,
    failed: form.failures.length > 0,
    main: (
      <>
        <DeskNavigation context={context} may={view.role} />
        <h1 dir="auto" lang={view.language}>
          {view.title}
        </h1>
        <FailureSummary form={form} labels={labelIn(context)} />
        <p class="lead">{t(`calls.desk.state.${view.state}`)}</p>
        {view.state === 'draft' && officer ? (
          <CallForm context={context} form={form} path={`${path}/opening`} send="calls.desk.open" />
        ) : (
          <CallWords context={context} call={view} />
        )}
        {(view.state === 'open' || view.state === 'closed') && (
          <>
            <p>
              {view.told === undefined ? t('calls.desk.telling') : t('calls.desk.told', { count: view.told })}{' '}
              <a href={view.publicUrl}>{t('calls.desk.public')}</a>
            </p>
            <h2>{t('calls.desk.taking-part', { count: view.takingPart.length })}</h2>
            <ul>
              {view.takingPart.map(({ entryId, authority, country }) => (
                <li key={entryId}>
                  <a href={links.to(`/register/${encodeURIComponent(entryId)}`)} dir="auto">
                    {authority}
                  </a>
                  , {country}
                </li>
              ))}
            </ul>
          </>
        )}
        {officer && (view.state === 'draft' || view.state === 'open') && (
          <form method="post" action={links.to(`${path}/decision`)}>
            <input type="hidden" name="decision" value={view.state === 'draft' ? 'drop' : 'close'} />
            <button type="submit" class="quiet">
              {t(view.state === 'draft' ? 'calls.desk.drop' : 'calls.desk.close')}
            </button>
          </form>
        )}
        {view.state === 'closed' && (
          <Notice>
            <p>
              {t('calls.desk.next')}{' '}
              <a href={links.to('/secretariat/rounds')}>{t('secretariat.rounds.title')}</a>
            </p>
          </Notice>
        )}
      </>
    ),
  })
}

const valuesOf = (view: DeskCallView): FormState['values'] =>
  Object.fromEntries(fields.map((field) => [field, view[field]]))
