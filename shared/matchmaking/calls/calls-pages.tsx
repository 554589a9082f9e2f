import { longDate } from '../../messages/dates.ts'
import { Facts, Notice } from '../../pages/blocks.tsx'
import { FailureSummary, type FormState, SelectField } from '../../pages/form-fields.tsx'
import { type PageContext, renderPage } from '../../pages/page.tsx'
import { withWayBack } from '../../sessions/way-back.ts'
import { type CallView, callPath, type ShownCall } from './call-view.ts'

/** The open calls, each with its day. */
export const callsPage = (context: PageContext, calls: readonly ShownCall[]): string => {
  const { t, links } = context
  return renderPage(context, {
    title: t('calls.title'),
    main: (
      <>
        <h1>{t('calls.title')}</h1>
        <p class="lead">{t('calls.lead')}</p>
        {calls.length === 0 && (
          <>
            <p>{t('calls.none')}</p>
            <p class="actions">
              <a class="button" href={links.to('/matchmaking')}>
                {t('matchmaking.title')}
              </a>
            </p>
          </>
        )}
        <ol class="results">
          {calls.map((call) => (
            <li key={call.callId}>
              <h2>
                <a href={call.url} dir="auto" lang={call.language}>
                  {call.title}
                </a>
              </h2>
              <p>
                {t(`calls.looks-for.${call.direction}`, { theme: call.themeLabel })} · {call.programmeLabel}
              </p>
              <p class="hint">{t('calls.until', { until: longDate(new Date(call.until), t) })}</p>
            </li>
          ))}
        </ol>
      </>
    ),
  })
}

/** What a call says, in a list of facts and its own words. */
export const CallWords = ({ context: { t, links }, call }: { context: PageContext; call: ShownCall }) => (
  <>
    {call.text.split(/\n\s*\n/).map((paragraph) => (
      <p key={paragraph} dir="auto" lang={call.language}>
        {paragraph}
      </p>
    ))}
    <Facts
      rows={[
        [t('calls.field.direction'), t(`calls.looks-for.${call.direction}`, { theme: call.themeLabel })],
        [
          t('calls.field.programme'),
          <a key="programme" href={links.to(`/programmes/${encodeURIComponent(call.programme)}`)}>
            {call.programmeLabel}
          </a>,
        ],
        [t('calls.field.until'), longDate(new Date(call.until), t)],
      ]}
    />
  </>
)

/** One call: what it asks, and the way to take part; for who cannot yet, what to do first. */
export const callPage = (
  context: PageContext,
  view: CallView,
  form: Omit<FormState, 't'> = { values: {}, failures: [] },
): string => {
  const { t, links } = context
  const { next, own } = view
  const signInFirst = next === 'sign-in'
  const taking = own.filter(({ takesPart }) => takesPart)
  return renderPage(context, {
    title: view.title,
    failed: form.failures.length > 0,
    main: (
      <>
        <h1 dir="auto" lang={view.language}>
          {view.title}
        </h1>
        <FailureSummary
          form={{ t, ...form }}
          labels={(name) => (name === 'from' ? t('calls.from') : undefined)}
        />
        {taking.length > 0 && (
          <Notice kind="good">
            {taking.map(({ entryId, authority }) => (
              <p key={entryId}>{t('calls.takes-part', { authority })}</p>
            ))}
          </Notice>
        )}
        <CallWords context={context} call={view} />
        <p class="lead">{t(`calls.next.${next}`)}</p>
        {next === 'answer' && <AnswerForm context={context} view={view} form={{ t, ...form }} />}
        <p class="actions">
          {signInFirst && (
            <a
              class="button"
              href={links.to('/my/sign-in-links', withWayBack('respondent', { path: callPath(view.callId) }))}
            >
              {t('pages.sign-in')}
            </a>
          )}
          {(signInFirst || next === 'answer-survey') && (
            <a class={signInFirst ? undefined : 'button'} href={links.to('/survey')}>
              {t('pages.answer-survey')}
            </a>
          )}
          {next === 'wait-for-review' && (
            <a class="button" href={links.to('/my')}>
              {t('pages.my-entry')}
            </a>
          )}
          <a href={links.to('/calls')}>{t('calls.all')}</a>
        </p>
      </>
    ),
  })
}

/** A button for each own entry, so that nobody takes part by mistake for another. */
const AnswerForm = ({
  context: { t, links },
  view,
  form,
}: {
  context: PageContext
  view: CallView
  form: FormState
}) => {
  const action = links.to(`${callPath(view.callId)}/answer`)
  const outside = view.own.filter(({ takesPart }) => !takesPart)
  const [only] = outside
  return (
    <>
      {outside.length > 0 && (
        <form method="post" action={action} noValidate>
          <input type="hidden" name="answer" value="take-part" />
          {outside.length > 1 ? (
            <SelectField
              form={form}
              name="from"
              label={t('calls.from')}
              empty={t('matchmaking.form.choose')}
              choices={outside.map(({ entryId, authority }) => ({ value: entryId, label: authority }))}
            />
          ) : (
            only && <input type="hidden" name="from" value={only.entryId} />
          )}
          <p>{t('calls.private')}</p>
          <button type="submit">{t('calls.take-part')}</button>
        </form>
      )}
      {view.own
        .filter(({ takesPart }) => takesPart)
        .map(({ entryId, authority }) => (
          <form key={entryId} method="post" action={action}>
            <input type="hidden" name="answer" value="take-back" />
            <input type="hidden" name="from" value={entryId} />
            <button type="submit" class="quiet">
              {t('calls.take-back', { authority })}
            </button>
          </form>
        ))}
    </>
  )
}
