import type { FieldFailure } from '../failures.ts'
import { sentMark } from '../http/links.ts'
import { failureTitle } from '../http/problem.ts'
import { FailureSummary, type FormState } from '../pages/form-fields.tsx'
import { type PageContext, renderPage } from '../pages/page.tsx'
import { type Draft, type DraftPage, daysForDraft, nextPage, pagesOf } from './draft.ts'
import { DraftFields } from './draft-fields.tsx'
import { labelOfField } from './field-labels.ts'
import { formOfSurvey } from './survey-form.ts'

/** Where a page of a draft is, as a path of the site. */
export const draftPath = (token: string, page?: DraftPage): string =>
  `/survey/drafts/${encodeURIComponent(token)}${page ? `/${page}` : ''}`

type Given = { readonly draft: Draft; readonly token: string; readonly failures: readonly FieldFailure[] }

/**
 * One of a draft's pages with fields: what answering it brings, the fields as they are kept, and the way on. Shown
 * again after a failure with each message at its field.
 */
export const draftPage = (
  context: PageContext,
  {
    draft,
    token,
    failures,
    page,
    kept = false,
  }: Given & { readonly page: Exclude<DraftPage, 'check'>; readonly kept?: boolean },
): string => {
  const { t, links } = context
  const form: FormState = { t, values: formOfSurvey(draft.answers), failures, kept }
  const title = t(`survey.draft.page.${page}`)
  return renderPage(context, {
    title: failures.length > 0 ? failureTitle('invalid', t) : title,
    main: (
      <>
        <h1>{title}</h1>
        <Steps context={context} draft={draft} token={token} page={page} />
        <FailureSummary form={form} labels={(name) => labelOfField(name, t)} />
        <p class="lead">{t(`survey.draft.brings.${page}`)}</p>
        <form method="post" action={links.to(draftPath(token, page), sentMark)} noValidate>
          {/* The first button is the one that the enter key presses. */}
          <button type="submit" name="action" value="next" class="heard" tabIndex={-1} aria-hidden="true">
            {t('survey.draft.next')}
          </button>
          <DraftFields page={page} form={form} answers={draft.answers} />
          <div class="actions">
            <button type="submit" name="action" value="next">
              {nextPage(page, draft.answers) === 'check'
                ? t('survey.draft.to-check')
                : t('survey.draft.next')}
            </button>
            <button type="submit" name="action" value="check" class="quiet">
              {t('survey.draft.skip-to-check')}
            </button>
          </div>
        </form>
        <Kept context={context} draft={draft} />
      </>
    ),
  })
}

/** Which pages there are, and which one this is; each can be opened at any time. */
export const Steps = (props: {
  readonly context: PageContext
  readonly draft: Draft
  readonly token: string
  readonly page: DraftPage
}) => {
  const { context, draft, token, page } = props
  const { t, links } = context
  return (
    <nav aria-label={t('survey.draft.pages')}>
      <ol class="steps">
        {pagesOf(draft.answers).map((each) => (
          <li key={each}>
            <a href={links.to(draftPath(token, each))} aria-current={each === page ? 'step' : undefined}>
              {t(`survey.draft.page.${each}`)}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** What becomes of a draft that nobody goes on with. */
export const Kept = ({ context: { t }, draft }: { context: PageContext; draft: Draft }) => (
  <p class="hint">{t(draft.basis ? 'survey.draft.kept-own' : 'survey.draft.kept', { days: daysForDraft })}</p>
)
