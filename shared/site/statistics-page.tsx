import type { ComponentChildren } from 'preact'
import type { Messages } from '../messages/messages.ts'
import { Bar, Numbers, TableRegion } from '../pages/blocks.tsx'
import { type PageContext, renderPage } from '../pages/page.tsx'
import { languageLabel } from '../survey/working-languages.ts'
import { labelOf } from '../themes/theme-words.ts'
import { CountryTables } from './country-tables.tsx'
import type { RegisterStatistics } from './register-numbers.ts'

/** Public numbers, each table with the chart in its rows: what is offered and wanted, where, in which languages. */
export const statisticsPage = (context: PageContext, statistics: RegisterStatistics): string => {
  const { t, links } = context
  const { items, byTheme, byLanguage } = statistics
  return renderPage(context, {
    title: t('site.statistics.title'),
    main: (
      <>
        <h1>{t('site.statistics.title')}</h1>
        <p class="lead">{t('site.statistics.lead')}</p>
        {statistics.authorities === 0 ? (
          <p>{t('site.home.empty')}</p>
        ) : (
          <>
            <div class="wide">
              <Numbers
                t={t}
                rows={[
                  [t('site.home.authorities', { count: statistics.authorities }), statistics.authorities],
                  [t('site.home.countries', { count: statistics.countries }), statistics.countries],
                  [t('site.statistics.offers', { count: items.offer }), items.offer],
                  [t('site.statistics.requests', { count: items.request }), items.request],
                  [t('site.statistics.interests', { count: items.interest }), items.interest],
                ]}
              />
            </div>
            <h2>{t('site.statistics.themes')}</h2>
            <p>{t('site.statistics.themes.hint')}</p>
            <Unfolding
              t={t}
              rows={byTheme}
              name={t('site.statistics.themes')}
              table={(rows, name) => (
                <ThemeTable context={context} name={name} rows={rows} most={mostOf(byTheme)} />
              )}
            />
            <h2>{t('site.home.where')}</h2>
            <CountryTables context={context} numbers={statistics} />
            <h2>{t('site.statistics.languages')}</h2>
            <p>{t('site.statistics.languages.hint')}</p>
            <Unfolding
              t={t}
              rows={byLanguage}
              name={t('site.statistics.languages')}
              table={(rows, name) => (
                <LanguageTable
                  context={context}
                  name={name}
                  rows={rows}
                  most={byLanguage[0]?.authorities ?? 1}
                />
              )}
            />
          </>
        )}
        <h2>{t('site.statistics.data')}</h2>
        <p>{t('site.statistics.data.hint')}</p>
        <p>
          <a href={links.to('/statistics', { as: 'csv' })}>{t('site.statistics.csv')}</a>
        </p>
      </>
    ),
  })
}

/** How many rows of a table are seen at once; the others unfold. */
const rowsAtOnce = 12

/** A table in two parts of the same scale, the second behind a line that says how much it has. */
const Unfolding = <Row,>(props: {
  t: Messages
  rows: readonly Row[]
  /** What screen readers call the first part; the second says that it is more. */
  name: string
  table: (rows: readonly Row[], name: string) => ComponentChildren
}) => {
  const folded = props.rows.slice(rowsAtOnce)
  const more = props.t('pages.filter-more', { count: folded.length })
  return (
    <div class="wide">
      {props.table(props.rows.slice(0, rowsAtOnce), props.name)}
      {folded.length > 0 && (
        <details>
          <summary>{more}</summary>
          {props.table(folded, `${props.name}, ${more}`)}
        </details>
      )}
    </div>
  )
}

/** The largest figure of the themes: the whole of each bar. */
const mostOf = (rows: RegisterStatistics['byTheme']): number =>
  Math.max(1, ...rows.flatMap(({ offering, asking }) => [offering, asking]))

const ThemeTable = ({
  context,
  name,
  rows,
  most,
}: {
  context: PageContext
  name: string
  rows: RegisterStatistics['byTheme']
  most: number
}) => {
  const { t, links } = context
  const written = new Intl.NumberFormat(t.locale)
  const figure = (direction: 'offer' | 'request', theme: string, count: number) => (
    <td>
      {count > 0 ? (
        <a href={links.to('/register', { theme, direction })}>{written.format(count)}</a>
      ) : (
        written.format(count)
      )}
      <Bar length={count} whole={most} />
    </td>
  )
  return (
    <TableRegion label={name}>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">{t('site.statistics.theme')}</th>
            <th scope="col">{t('site.home.table.asking')}</th>
            <th scope="col">{t('site.home.table.offering')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ theme, offering, asking }) => (
            <tr key={theme}>
              <th scope="row">{labelOf(theme, t.language)}</th>
              {figure('request', theme, asking)}
              {figure('offer', theme, offering)}
            </tr>
          ))}
        </tbody>
      </table>
    </TableRegion>
  )
}

const LanguageTable = ({
  context: { t },
  name,
  rows,
  most,
}: {
  context: PageContext
  name: string
  rows: RegisterStatistics['byLanguage']
  most: number
}) => {
  const written = new Intl.NumberFormat(t.locale)
  return (
    <TableRegion label={name}>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">{t('site.statistics.language')}</th>
            <th scope="col">{t('site.home.table.authorities')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ language, authorities }) => (
            <tr key={language}>
              <th scope="row">{languageLabel(language, t.language)}</th>
              <td>
                {written.format(authorities)}
                <Bar length={authorities} whole={most} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableRegion>
  )
}
