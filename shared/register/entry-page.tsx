import { longDate } from '../messages/dates.ts'
import type { Messages } from '../messages/messages.ts'
import { Facts, Tags } from '../pages/blocks.tsx'
import { type PageContext, renderPage } from '../pages/page.tsx'
import { languageLabel } from '../survey/working-languages.ts'
import { Description } from './description.tsx'
import { directions } from './entry.ts'
import type { EntryView } from './register-view.ts'

/** Country, kind and size of an authority in one line. */
export const authorityLine = (t: Messages, { authority }: EntryView): string =>
  [
    authority.countryLabel,
    authority.tier && t(`register.tier.${authority.tier}`),
    authority.population !== undefined && t('register.inhabitants', { count: authority.population }),
  ]
    .filter(Boolean)
    .join(' · ')

/** The entry for search engines (schema.org), without anybody's personal data: an entry holds none. */
const structuredData = ({ authority, items, languages, updatedAt, url }: EntryView): string =>
  JSON.stringify({
    '@context': 'https://schema.org',
    '@type': 'GovernmentOrganization',
    '@id': url,
    url,
    name: authority.name,
    address: { '@type': 'PostalAddress', addressCountry: authority.country },
    knowsLanguage: languages,
    knowsAbout: [...new Set(items.map(({ themeLabel }) => themeLabel))],
    makesOffer: items
      .filter(({ direction }) => direction === 'offer')
      .map(({ themeLabel, description }) => ({ '@type': 'Offer', name: themeLabel, description })),
    seeks: items
      .filter(({ direction }) => direction === 'request')
      .map(({ themeLabel, description }) => ({ '@type': 'Demand', name: themeLabel, description })),
    dateModified: updatedAt,
  }).replaceAll('<', '\\u003c')

/** One authority: what it offers, what it asks for, and the way to peers for each. */
export const entryPage = (context: PageContext, entry: EntryView): string => {
  const { t, links } = context
  const { authority } = entry
  const languages = new Intl.ListFormat(t.locale).format(
    entry.languages.map((language) => languageLabel(language, t.language)),
  )
  return renderPage(context, {
    title: authority.name,
    main: (
      <>
        <h1 dir="auto">{authority.name}</h1>
        {/* Data, which a browser never runs, so that the content security policy has no say in it. */}
        <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: structuredData(entry) }} />
        <p class="lead">{authorityLine(t, entry)}</p>
        {directions.map((direction) => {
          const items = entry.items.filter((item) => item.direction === direction)
          return (
            items.length > 0 && (
              <section key={direction}>
                <h2>{t(`register.entry.${direction}`)}</h2>
                {items.map((item) => (
                  <article key={item.itemId} id={item.itemId}>
                    <h3>{item.themeLabel}</h3>
                    <Description t={t} language={item.language}>
                      {item.description}
                    </Description>
                    <Tags
                      items={[
                        ...item.formats.map((format) => t(`register.format.${format}`)),
                        ...(item.evidence === undefined
                          ? []
                          : [t('register.evidence', { count: item.evidence })]),
                      ]}
                    />
                    {direction !== 'interest' && (
                      <p>
                        <a href={links.to('/matchmaking', { entry: entry.entryId, item: item.itemId })}>
                          {t(`register.find-peers.${direction}`)}
                        </a>
                      </p>
                    )}
                  </article>
                ))}
              </section>
            )
          )
        })}
        <p class="actions">
          <a
            class="button"
            href={links.to(`/register/${encodeURIComponent(entry.entryId)}/interest`)}
            rel="nofollow"
          >
            {t('register.entry.talk')}
          </a>
        </p>
        <h2>{t('register.entry.facts')}</h2>
        <Facts
          rows={[
            [
              t('register.entry.languages'),
              languages && entry.languagesAssumed
                ? t('register.entry.languages-assumed', { languages })
                : languages,
            ],
            [t('register.entry.updated'), longDate(new Date(entry.updatedAt), t)],
          ]}
        />
        <p>
          <a href={links.to('/register')}>{t('register.back')}</a>
        </p>
      </>
    ),
  })
}
