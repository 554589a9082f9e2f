import { FailureSummary, type FormState } from '../../pages/form-fields.tsx'
import { type PageContext, renderPage } from '../../pages/page.tsx'
import { AnswerForms, answerLabels } from './answer-forms.tsx'
import type { OwnIntroductionView } from './own-introductions-view.ts'

/** Behind the link in a mail: where the introduction stands, and what can be answered without an account. */
export const answerPage = (
  context: PageContext,
  token: string,
  view: OwnIntroductionView,
  form: Omit<FormState, 't'> = { values: {}, failures: [] },
): string => {
  const { t, links } = context
  const { authority } = view.peer
  const at = links.to(`/answers/${encodeURIComponent(token)}`)
  return renderPage(context, {
    title: t('introductions.answer.title', { authority }),
    failed: form.failures.length > 0,
    main: (
      <>
        <h1>{t('introductions.answer.title', { authority })}</h1>
        <FailureSummary form={{ t, ...form }} labels={answerLabels(t)} />
        <p class="lead">
          {t(`introductions.seen.${view.state}`)} {t(`introductions.seen.${view.state}.means`)}
        </p>
        <p>{t('introductions.answer.for', { own: view.authority, peer: authority })}</p>
        <AnswerForms t={t} view={view} form={{ t, ...form }} to={{ answer: at, outcome: at }} />
        <p class="actions">
          <a href={links.to(`/register/${encodeURIComponent(view.peer.entryId)}`)}>
            {t('introductions.interest.back', { authority })}
          </a>
          <a href={links.to('/my/introductions')}>{t('introductions.mine.title')}</a>
        </p>
      </>
    ),
  })
}

/** After an answer. */
export const answeredPage = (context: PageContext): string => {
  const { t, links } = context
  return renderPage(context, {
    title: t('introductions.answered.title'),
    main: (
      <>
        <h1>{t('introductions.answered.title')}</h1>
        <p class="lead">{t('introductions.answered')}</p>
        <p class="actions">
          <a class="button quiet" href={links.to('/my/introductions')}>
            {t('introductions.mine.title')}
          </a>
          <a href={links.to('/register')}>{t('pages.search-register')}</a>
        </p>
      </>
    ),
  })
}
