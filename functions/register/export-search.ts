import { stringify } from 'csv-stringify/sync'
import { invalid } from '../../shared/failures.ts'
import { linksFor } from '../../shared/http/links.ts'
import type { HttpHandler } from '../../shared/http/request.ts'
import type { SiteSettings } from '../../shared/pages/site-settings.ts'
import { exportColumns, exportRows } from '../../shared/register/export-rows.ts'
import { readRegisterParameters, registerQueryOf } from '../../shared/register/read-register-query.ts'
import type { FoundEntry, SearchReader } from '../../shared/register/register-index.ts'
import { type EntryView, entryView } from '../../shared/register/register-view.ts'
import { forThisViewer, type WhoLooks } from '../../shared/sessions/viewer.ts'

type ExportParts = {
  readonly site: SiteSettings
  readonly register: SearchReader
  readonly viewer: WhoLooks
}

/**
 * `GET /register/export`: everything that a search finds as one file, whatever its size. Its pieces are read as they
 * are sent, so the function holds a few hundred entries at a time.
 *
 * @throws Failure `invalid` that names each parameter at fault as `?name`
 */
export const exportSearch =
  ({ site, register, viewer }: ExportParts): HttpHandler =>
  async (request) => {
    const { asked, failures } = readRegisterParameters(request.query)
    if (failures.length > 0) throw invalid(failures)
    if (asked.as === 'atom') throw invalid([{ pointer: '?as', code: 'unknown-value' }])
    const as = asked.as ?? 'csv'
    const [index, looking] = await Promise.all([register.open(), viewer(request)])
    const { total, entries } = await index.all(registerQueryOf(asked, request.language), looking)
    const links = linksFor(site.siteUrl, request)
    const views = viewsOf(entries, (found) => entryView(found.entry, found.matching, request.t, links))
    return {
      status: 200,
      headers: {
        'content-type':
          as === 'json' ? 'application/json; charset=utf-8' : 'text/csv; charset=utf-8; header=present',
        'content-disposition': `attachment; filename="register.${as}"`,
        ...forThisViewer,
      },
      pieces: as === 'json' ? dataOf(total, views) : tableOf(views),
    }
  }

async function* viewsOf(
  entries: AsyncIterable<FoundEntry>,
  view: (found: FoundEntry) => EntryView,
): AsyncIterable<EntryView> {
  for await (const found of entries) yield view(found)
}

async function* dataOf(total: number, views: AsyncIterable<EntryView>): AsyncIterable<string> {
  yield `{"total":${total},"items":[`
  let before = ''
  for await (const view of views) {
    yield before + JSON.stringify(view)
    before = ','
  }
  yield ']}'
}

/** RFC 4180 ends lines with CRLF; what a spreadsheet would take for a formula gets an apostrophe. */
const asCsv = {
  columns: [...exportColumns],
  record_delimiter: 'windows',
  escape_formulas: true,
} as const

async function* tableOf(views: AsyncIterable<EntryView>): AsyncIterable<string> {
  // The byte order mark tells spreadsheets that it is UTF-8.
  yield stringify([], { ...asCsv, header: true, bom: true })
  for await (const view of views) yield stringify(exportRows([view]), asCsv)
}
