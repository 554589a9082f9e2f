import { type PageContext, renderPage } from '../pages/page.tsx'

/** Behind the mailed link: what stops, and the one button that stops it. */
export const unsubscribePage = (context: PageContext, token: string): string => {
  const { t, links } = context
  return renderPage(context, {
    title: t('digests.unsubscribe.title'),
    main: (
      <>
        <h1>{t('digests.unsubscribe.title')}</h1>
        <p class="lead">{t('digests.unsubscribe.lead')}</p>
        <form method="post" action={links.to(`/mail/unsubscribe/${encodeURIComponent(token)}`)}>
          <input type="hidden" name="List-Unsubscribe" value="One-Click" />
          <button type="submit">{t('digests.unsubscribe.button')}</button>
        </form>
      </>
    ),
  })
}

/** After unsubscribing, now or before: what holds, and the way back. */
export const unsubscribedPage = (context: PageContext, outcome: 'stopped' | 'already'): string => {
  const { t, links } = context
  const title = t(`digests.unsubscribe.${outcome}.title`)
  return renderPage(context, {
    title,
    main: (
      <>
        <h1>{title}</h1>
        <p class="lead">{t(`digests.unsubscribe.${outcome}`)}</p>
        <p>
          {t('digests.unsubscribe.done.again', { mails: t('my.mails.title') })}{' '}
          <a href={links.to('/my')}>{t('digests.unsubscribe.done.sign-in')}</a>
        </p>
      </>
    ),
  })
}
