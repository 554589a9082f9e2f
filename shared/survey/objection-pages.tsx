import { longDate } from '../messages/dates.ts'
import { Facts } from '../pages/blocks.tsx'
import { FailureSummary, type FormState, LongTextField } from '../pages/form-fields.tsx'
import { type PageContext, renderPage } from '../pages/page.tsx'
import { labelOf } from '../themes/theme-words.ts'
import { longestObjection } from './acting.ts'
import type { ObjectionShown } from './objection-view.ts'
import { ShownItems } from './shown-items.tsx'

/** Behind the link in a mail to somebody who was acted for: what was answered, and the one button that objects. */
export const objectionPage = (
  context: PageContext,
  token: string,
  { authority, by, toldAt, expiresAt, items, leftOut }: ObjectionShown,
  again: Pick<FormState, 'values' | 'failures'> = { values: {}, failures: [] },
): string => {
  const { t, links } = context
  const form: FormState = { t, ...again }
  const title = t('survey.objection.title')
  const inWords = (instant: string) => longDate(new Date(instant), t)
  return renderPage(context, {
    title,
    failed: form.failures.length > 0,
    main: (
      <>
        <h1>{title}</h1>
        <FailureSummary
          form={form}
          labels={(name) => (name === 'words' ? t('survey.objection.words') : undefined)}
        />
        <p class="lead">{t('survey.objection.lead')}</p>
        <Facts
          rows={[
            [t('survey.objection.authority'), <bdi>{authority}</bdi>],
            [t('survey.acting.by'), by && <bdi dir="ltr">{by}</bdi>],
            [t('survey.objection.at'), inWords(toldAt)],
          ]}
        />
        <h2>{t('survey.objection.items')}</h2>
        <ShownItems
          t={t}
          items={items.map((item) => ({ ...item, themeLabel: labelOf(item.theme, t.language) }))}
        />
        {leftOut && <p class="hint">{t('survey.objection.left-out')}</p>}
        <form method="post" action={links.to(`/survey/objections/${encodeURIComponent(token)}`)} noValidate>
          <h2>{t('survey.objection.decide')}</h2>
          <p>{t('survey.objection.means')}</p>
          <LongTextField
            form={form}
            name="words"
            label={t('survey.objection.words')}
            hint={t('survey.objection.words.hint')}
            maxLength={longestObjection}
            optional
          />
          <p class="actions">
            <button type="submit">{t('survey.objection.button')}</button>
          </p>
          <p class="hint">{t('survey.objection.until', { until: inWords(expiresAt) })}</p>
        </form>
      </>
    ),
  })
}

/** After objecting: what happens now. */
export const objectedPage = (context: PageContext): string => {
  const { t, links } = context
  const title = t('survey.objected.title')
  return renderPage(context, {
    title,
    main: (
      <>
        <h1>{title}</h1>
        <p class="lead">{t('survey.objected.lead')}</p>
        <p>
          {t('survey.objected.next')} <a href={links.to('/survey')}>{t('survey.objected.survey')}</a>
        </p>
      </>
    ),
  })
}
