import { Numbers, SearchBox } from '../pages/blocks.tsx'
import { type PageContext, renderPage } from '../pages/page.tsx'
import { CountryTables } from './country-tables.tsx'
import { RegisterMap } from './register-map.tsx'
import type { RegisterNumbers } from './register-numbers.ts'

/** Home: what this is in one sentence, the search, how much there is to find and where, and three ways in. */
export const homePage = (context: PageContext, numbers: RegisterNumbers): string => {
  const { site, t, links } = context
  const ways = [
    ['offer', '/survey', { direction: 'offer' }],
    ['ask', '/survey', { direction: 'request' }],
    ['find', '/matchmaking', {}],
  ] as const
  return renderPage(context, {
    title: site.name,
    main: (
      <>
        <div class="hero wide">
          <div>
            <h1>{t('site.home.title')}</h1>
            <p class="lead">{t('site.home.lead')}</p>
            <SearchBox t={t} links={links} label={t('site.home.search')} />
            {numbers.authorities === 0 ? (
              <p>{t('site.home.empty')}</p>
            ) : (
              <Numbers
                t={t}
                rows={[
                  [t('site.home.authorities', { count: numbers.authorities }), numbers.authorities],
                  [t('site.home.countries', { count: numbers.countries }), numbers.countries],
                  [t('site.home.offering'), numbers.offering],
                  [t('site.home.asking'), numbers.asking],
                ]}
              />
            )}
          </div>
          <RegisterMap context={context} numbers={numbers} />
        </div>
        <h2>{t('site.home.ways')}</h2>
        <ul class="cards wide">
          {ways.map(([way, path, query]) => (
            <li class="card" key={way}>
              <h3>
                <a href={links.to(path, query)}>{t(`site.home.${way}.title`)}</a>
              </h3>
              <p>{t(`site.home.${way}`)}</p>
            </li>
          ))}
        </ul>
        {numbers.byCountry.length > 0 && (
          <>
            <h2>{t('site.home.where')}</h2>
            <CountryTables context={context} numbers={numbers} />
          </>
        )}
        <h2>{t('site.home.next')}</h2>
        <ol>
          <li>{t('site.home.next.confirm')}</li>
          <li>{t('site.home.next.suggest')}</li>
          <li>{t('site.home.next.decide')}</li>
        </ol>
      </>
    ),
  })
}
