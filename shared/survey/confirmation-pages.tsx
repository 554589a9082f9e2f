import { type LinkFormGiven, linkFormPage } from '../pages/link-form.tsx'
import { type PageContext, renderPage } from '../pages/page.tsx'
import { labelOf } from '../themes/theme-words.ts'
import { daysForClaim } from './claim.ts'
import type { NextStep } from './confirmation.ts'
import { daysToConfirm, type Submission } from './submission.ts'
import { WarningList } from './warning-list.tsx'
import { warningsOf } from './warnings.ts'

/** After sending: what happens next. */
export const sentPage = (context: PageContext): string => {
  const { t, links } = context
  return renderPage(context, {
    title: t('survey.sent.title'),
    main: (
      <>
        <h1>{t('survey.sent.title')}</h1>
        <p class="lead">{t('survey.sent.lead')}</p>
        <p>{t('survey.sent.wait')}</p>
        <p>
          <a href={links.to('/survey/confirmation-links')}>{t('survey.sent.again')}</a>
        </p>
      </>
    ),
  })
}

/** The form that asks for a new link to confirm. */
export const linksPage = (context: PageContext, given: LinkFormGiven): string => {
  const { t, links } = context
  return linkFormPage(context, given, {
    title: t('survey.links.title'),
    lead: t('survey.links.lead'),
    action: links.to('/survey/confirmation-links'),
    label: t('survey.form.email'),
    button: t('survey.sent.again'),
  })
}

/** The same for known and unknown addresses. */
export const linksAskedPage = (context: PageContext): string => {
  const { t } = context
  return renderPage(context, {
    title: t('survey.links.asked.title'),
    main: (
      <>
        <h1>{t('survey.links.asked.title')}</h1>
        <p class="lead">{t('survey.links.asked')}</p>
      </>
    ),
  })
}

/**
 * Behind the mailed link: what was answered, and the one button that confirms it.
 *
 * @param actsFor the address of who is told that it was answered for them, if anybody
 */
export const confirmPage = (
  context: PageContext,
  submission: Submission,
  token: string,
  actsFor: string | undefined,
): string => {
  const { t, links } = context
  const { authority, items } = submission.answers
  return renderPage(context, {
    title: t('survey.confirm.title'),
    main: (
      <>
        <h1>{t('survey.confirm.title')}</h1>
        <p class="lead">{t('survey.confirm.lead', { authority: authority.name })}</p>
        <ul class="cards">
          {items.map((item) => (
            <li key={`${item.direction}.${item.theme}`} class="card">
              <h2>{labelOf(item.theme, t.language)}</h2>
              <p>{t(`survey.direction.${item.direction}`)}</p>
              <blockquote dir="auto" lang={item.language ?? submission.language}>
                {item.description}
              </blockquote>
              <p class="hint">
                {t('survey.confirm.visible', { visibility: t(`survey.visibility.${item.visibility}`) })}
              </p>
            </li>
          ))}
        </ul>
        {actsFor !== undefined && (
          <p>
            {t('survey.confirm.acting')} <bdi dir="ltr">{actsFor}</bdi>
          </p>
        )}
        <WarningList
          context={context}
          warnings={warningsOf(submission.answers)}
          way={t('survey.warning.way.confirm')}
        />
        <form method="post" action={links.to(`/survey/confirmations/${token}`)}>
          <button type="submit">{t('survey.confirm.button')}</button>
        </form>
        <p class="hint">{t('survey.confirm.not-you', { days: daysToConfirm })}</p>
      </>
    ),
  })
}

/** After confirming: where the entry stands, and what to do next. */
export const confirmedPage = (context: PageContext, next: NextStep, entryId: string): string => {
  const { t, links } = context
  const title = t(`survey.confirmed.${next}.title`)
  return renderPage(context, {
    title,
    main: (
      <>
        <h1>{title}</h1>
        <p class="lead">{t(`survey.confirmed.${next}`, { days: daysForClaim })}</p>
        {next === 'public' && (
          <p>
            <a class="button" href={links.to(`/register/${entryId}`)}>
              {t('survey.confirmed.see')}
            </a>
          </p>
        )}
        <p>
          <a href={links.to('/survey')}>{t('survey.confirmed.more')}</a>
        </p>
      </>
    ),
  })
}
