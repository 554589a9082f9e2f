import { longDate } from '../messages/dates.ts'
import { type PageContext, renderPage } from '../pages/page.tsx'
import { yearLater } from '../survey/confirmation.ts'
import { ShownItems } from '../survey/shown-items.tsx'
import type { OwnEntry } from './my-view.ts'

/** Behind the link in a yearly reminder: what the entry says, and the one button that keeps it for a year. */
export const renewalPage = (context: PageContext, token: string, entry: OwnEntry, now: string): string => {
  const { t, links } = context
  const { state } = entry
  const dates = {
    until: longDate(new Date(entry.until), t),
    next: longDate(new Date(yearLater(now)), t),
  }
  return renderPage(context, {
    title: t('my.renewal.title'),
    main: (
      <>
        <h1>{t('my.renewal.title')}</h1>
        <p class="lead">{t(state === 'hidden' ? 'my.renewal.expired' : 'my.renewal.lead', dates)}</p>
        <h2>
          <bdi>{entry.authority}</bdi>
        </h2>
        <ShownItems t={t} items={entry.items} />
        <form method="post" action={links.to(`/my/renewals/${encodeURIComponent(token)}`)}>
          <p class="hint">{t(`my.renewal.then.${state === 'paused' ? 'paused' : 'shown'}`, dates)}</p>
          <p class="actions">
            <button type="submit">{t('my.reconfirm')}</button>
          </p>
        </form>
        <p>
          {t('my.renewal.changed')} <a href={links.to('/my/sign-in-links')}>{t('my.renewal.change')}</a>
        </p>
      </>
    ),
  })
}

/** After the button, or where somebody else or one's own page was first: nothing is left to do. */
export const renewedPage = (context: PageContext, given: { readonly until: string } | undefined): string => {
  const { t, links } = context
  return renderPage(context, {
    title: t('my.renewed.title'),
    main: (
      <>
        <h1>{t('my.renewed.title')}</h1>
        <p class="lead">
          {given ? t('my.renewed.before', { until: longDate(new Date(given.until), t) }) : t('my.renewed')}
        </p>
        <p class="actions">
          <a class="button quiet" href={links.to('/matchmaking')}>
            {t('my.renewed.peers')}
          </a>
          <a href={links.to('/my/sign-in-links')}>{t('my.renewal.change')}</a>
        </p>
      </>
    ),
  })
}
