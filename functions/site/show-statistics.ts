import { stringify } from 'csv-stringify/sync'
import { bestOf } from '../../shared/http/accepted-representation.ts'
import { type HttpHandler, html, json } from '../../shared/http/request.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { onceAVersion, registerStatistics } from '../../shared/site/register-numbers.ts'
import { statisticsPage } from '../../shared/site/statistics-page.tsx'
import { statisticsColumns, statisticsRows } from '../../shared/site/statistics-rows.ts'
import type { SiteParts } from './site-parts.ts'

/**
 * `GET /statistics`: the register in numbers as a page, as JSON, or as CSV: for `Accept: text/csv` or, since a link
 * cannot ask for a type, `?as=csv`. Counted once a version of the register.
 */
export const showStatistics = ({ site, register }: Pick<SiteParts, 'site' | 'register'>): HttpHandler => {
  const statisticsOf = onceAVersion(registerStatistics)
  return async (request) => {
    const statistics = await statisticsOf(await register.open())
    const offered = ['application/json', 'text/html', 'text/csv'] as const
    if (request.query.as?.[0] === 'csv' || bestOf(request.headers.accept, offered) === 'text/csv')
      return {
        status: 200,
        headers: {
          'content-type': 'text/csv; charset=utf-8; header=present',
          'content-disposition': 'attachment; filename="statistics.csv"',
        },
        // RFC 4180 ends lines with CRLF; the byte order mark tells spreadsheets that it is UTF-8.
        body: stringify([...statisticsRows(statistics, request.language)], {
          header: true,
          columns: [...statisticsColumns],
          record_delimiter: 'windows',
          bom: true,
        }),
      }
    return request.wants === 'html'
      ? html(200, statisticsPage(pageContextOf(site, request), statistics))
      : json(200, statistics)
  }
}
