import { longDate } from '../../messages/dates.ts'
import { Facts, Notice } from '../../pages/blocks.tsx'
import { FailureSummary, type FormState } from '../../pages/form-fields.tsx'
import { type PageContext, renderPage } from '../../pages/page.tsx'
import { AnswerForms, answerLabels } from './answer-forms.tsx'
import type { OwnIntroductionView } from './own-introductions-view.ts'

/** What was done a moment ago, as the address says it: `?done=wanted`. */
export const doneHere = ['yes', 'take-back', 'no', 'under-way', 'happened'] as const
export type DoneHere = (typeof doneHere)[number]

const NoticeOfDeed = ({ context: { t }, done }: { context: PageContext; done: DoneHere | undefined }) =>
  done ? (
    <Notice kind="good">
      <p>{t(`introductions.done.${done}`)}</p>
    </Notice>
  ) : null

/** A respondent's introductions: where each stands and what comes next. */
export const myIntroductionsPage = (
  context: PageContext,
  views: readonly OwnIntroductionView[],
  done?: DoneHere,
): string => {
  const { t, links } = context
  return renderPage(context, {
    title: t('introductions.mine.title'),
    main: (
      <>
        <h1>{t('introductions.mine.title')}</h1>
        <NoticeOfDeed context={context} done={done} />
        <p class="lead">{t('introductions.mine.lead', { count: views.length })}</p>
        <ul class="results">
          {views.map((view) => (
            <li key={`${view.introductionId} ${view.entryId}`}>
              <h2>
                <a href={links.to(`/my/introductions/${encodeURIComponent(view.introductionId)}`)} dir="auto">
                  {view.peer.authority}
                </a>
              </h2>
              <p class="muted">{view.peer.countryLabel}</p>
              <p>
                <strong>{t(`introductions.seen.${view.state}`)}</strong>{' '}
                {t(`introductions.seen.${view.state}.means`)}
              </p>
            </li>
          ))}
        </ul>
        {views.length === 0 && (
          <p class="actions">
            <a class="button" href={links.to('/register')}>
              {t('pages.search-register')}
            </a>
          </p>
        )}
        <p>
          <a href={links.to('/my')}>{t('my.session.back')}</a>
        </p>
      </>
    ),
  })
}

/** One introduction, as one of the two sees it, with what they can do. */
export const myIntroductionPage = (
  context: PageContext,
  view: OwnIntroductionView,
  {
    done,
    form = { values: {}, failures: [] },
  }: { readonly done?: DoneHere | undefined; readonly form?: Omit<FormState, 't'> } = {},
): string => {
  const { t, links } = context
  const { peer, state } = view
  const at = `/my/introductions/${encodeURIComponent(view.introductionId)}`
  return renderPage(context, {
    title: peer.authority,
    failed: form.failures.length > 0,
    main: (
      <>
        <h1>
          <bdi>{peer.authority}</bdi>
        </h1>
        <NoticeOfDeed context={context} done={done} />
        <FailureSummary form={{ t, ...form }} labels={answerLabels(t)} />
        <p class="lead">
          {t(`introductions.seen.${state}`)} {t(`introductions.seen.${state}.means`)}
        </p>
        <Facts
          rows={[
            [t('introductions.fact.country'), peer.countryLabel],
            [
              t('introductions.fact.about'),
              view.about.length > 0 &&
                new Intl.ListFormat(t.locale).format([
                  ...new Set(view.about.map(({ themeLabel }) => themeLabel)),
                ]),
            ],
            [t('introductions.fact.from'), <bdi>{view.authority}</bdi>],
            [t('introductions.fact.since'), longDate(new Date(view.since), t)],
            [
              t('introductions.fact.address'),
              peer.address && (
                <a href={`mailto:${peer.address}`} dir="ltr">
                  {peer.address}
                </a>
              ),
            ],
          ]}
        />
        <AnswerForms
          t={t}
          view={view}
          form={{ t, ...form }}
          to={{ answer: links.to(`${at}/answer`), outcome: links.to(`${at}/outcome`) }}
        />
        <p class="actions">
          <a href={links.to(`/register/${encodeURIComponent(peer.entryId)}`)}>
            {t('introductions.interest.back', { authority: peer.authority })}
          </a>
          <a href={links.to('/my/introductions')}>{t('introductions.mine.title')}</a>
        </p>
      </>
    ),
  })
}
