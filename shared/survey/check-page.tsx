import type { FieldFailure } from '../failures.ts'
import { sentMark } from '../http/links.ts'
import { Notice, Tags } from '../pages/blocks.tsx'
import { fieldNameOf } from '../pages/form-fields.tsx'
import { type PageContext, renderPage } from '../pages/page.tsx'
import { privacyPath } from '../pages/privacy-versions.ts'
import { type Fact, type RowSummary, summaryOf } from './answers-summary.ts'
import { type Draft, type DraftAnswers, pageOf } from './draft.ts'
import { draftWarnings } from './draft-answers.ts'
import { draftPath, Kept, Steps } from './draft-page.tsx'
import { labelOfField } from './field-labels.ts'
import { WarningList } from './warning-list.tsx'

/**
 * The last page of a draft: all answers in words and, where it began from an entry, what of it they change. Sends
 * only what keeps to the rules; what does not is named, with a link to its field.
 */
export const checkPage = (
  context: PageContext,
  given: {
    readonly draft: Draft
    readonly token: string
    readonly failures: readonly FieldFailure[]
    /** The entry as it is, for a draft that began from it. */
    readonly before: DraftAnswers | undefined
    /** The entry was changed by somebody since the draft began from it. */
    readonly changedMeanwhile?: boolean
  },
): string => {
  const { t, links } = context
  const { draft, token, failures, before, changedMeanwhile = false } = given
  const summary = summaryOf(draft.answers, before, t)
  const title = t('survey.draft.page.check')
  return renderPage(context, {
    title,
    failed: failures.length > 0 || changedMeanwhile,
    main: (
      <>
        <h1>{title}</h1>
        <Steps context={context} draft={draft} token={token} page="check" />
        {changedMeanwhile && (
          <Notice kind="bad" title={t('failures.title.conflict')}>
            <p>{t('survey.check.changed-meanwhile')}</p>
          </Notice>
        )}
        {failures.length > 0 && (
          <Notice kind="bad" title={t('failures.title.invalid')}>
            <p>{t('survey.check.wrong')}</p>
            <ul>
              {failures.map((failure) => (
                <li key={failure.pointer + failure.code}>
                  <a
                    href={fieldAddress(
                      links.to(draftPath(token, pageOf(failure.pointer) ?? 'start')),
                      failure,
                    )}
                  >
                    {t('pages.failure-at', {
                      field: labelOfField(fieldNameOf(failure.pointer), t) ?? fieldNameOf(failure.pointer),
                      failure: t(`failures.${failure.code}`, failure.values),
                    })}
                  </a>
                </li>
              ))}
            </ul>
          </Notice>
        )}
        <WarningList
          context={context}
          warnings={draftWarnings(draft)}
          way={t('survey.warning.way.draft')}
          fieldAt={(pointer) =>
            fieldAddress(links.to(draftPath(token, pageOf(pointer) ?? 'start')), { pointer })
          }
        />
        {before && (
          <p class="lead">{t(summary.changes ? 'survey.check.changes' : 'survey.check.no-changes')}</p>
        )}
        {!before && <p class="lead">{t('survey.draft.brings.check')}</p>}
        <h2>{t('survey.draft.page.items')}</h2>
        <ul class="cards">
          {summary.rows.map((row, at) => (
            <RowCard key={`${at}.${row.theme}`} context={context} row={row} />
          ))}
        </ul>
        {summary.pages
          .filter(({ facts }) => facts.length > 0)
          .map(({ page, facts }) => (
            <section key={page}>
              <h2>{t(page === 'check' ? 'survey.form.part.contact' : `survey.draft.page.${page}`)}</h2>
              <FactList context={context} facts={facts} />
            </section>
          ))}
        <form method="post" action={links.to(draftPath(token, 'check'), sentMark)} noValidate>
          <p class="hint">
            {t('survey.form.privacy')} <a href={links.to(privacyPath)}>{t('survey.form.privacy.link')}</a>
          </p>
          <button type="submit" name="action" value="send">
            {t(before ? 'survey.check.send-changes' : 'survey.form.send')}
          </button>
        </form>
        <Kept context={context} draft={draft} />
      </>
    ),
  })
}

const fieldAddress = (page: string, { pointer }: Pick<FieldFailure, 'pointer'>): string =>
  `${page}#${fieldNameOf(pointer).replaceAll('.', '-')}`

const RowCard = ({ context, row }: { context: PageContext; row: RowSummary }) => {
  const { t } = context
  return (
    <li class="card">
      <h3>{row.theme || t('survey.check.no-theme')}</h3>
      <Tags
        items={[row.direction, ...(row.change ? [t(`survey.check.change.${row.change}`)] : [])].filter(
          Boolean,
        )}
      />
      <FactList context={context} facts={row.facts} />
    </li>
  )
}

const FactList = ({ context: { t }, facts }: { context: PageContext; facts: readonly Fact[] }) => (
  <dl class="facts">
    {facts.map(({ name, label, value, change, before }) => [
      <dt key={name}>{label}</dt>,
      <dd key={`${name}-value`} dir="auto">
        {change ? <mark>{value ?? t('survey.check.change.removed')}</mark> : value}
        {change && <span class="heard"> ({t(`survey.check.change.${change}`)})</span>}
        {before !== undefined && <span class="hint"> {t('survey.check.before', { value: before })}</span>}
      </dd>,
    ])}
  </dl>
)
