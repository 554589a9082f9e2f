import { stringify } from 'csv-stringify/sync'
import { linksFor } from '../../shared/http/links.ts'
import type { HttpAnswer, HttpRequest } from '../../shared/http/request.ts'
import type { SiteSettings } from '../../shared/pages/site-settings.ts'
import type { Viewer } from '../../shared/register/entry.ts'
import { exportColumns, exportRows } from '../../shared/register/export-rows.ts'
import { type RegisterParameters, registerQueryOf } from '../../shared/register/read-register-query.ts'
import type { SearchIndex } from '../../shared/register/register-index.ts'
import type { ExportFormat } from '../../shared/register/register-operations.ts'
import { type EntryView, entryView } from '../../shared/register/register-view.ts'
import { searchFeed } from '../../shared/register/search-feed.ts'
import { forThisViewer } from '../../shared/sessions/viewer.ts'

/** Entries that are looked up at once while a file is filled. */
const entriesAtOnce = 250
/** Lambda answers with 6 MB at most, base64 and JSON included; a file goes on in a next one before that. */
const mostBytes = 3_500_000
/** A feed tells what is new; who wants all takes a file. */
const entriesInFeed = 50

/**
 * A search as a file: everything it finds, or as much as one answer may hold with the address of the rest in the
 * header `Link` (`rel="next"`, RFC 8288).
 */
export const exportSearch = async (
  as: ExportFormat,
  request: HttpRequest,
  asked: RegisterParameters,
  { site, index, viewer }: { site: SiteSettings; index: SearchIndex; viewer: Viewer },
): Promise<HttpAnswer> => {
  const { t } = request
  const links = linksFor(site.siteUrl, request)
  const { as: _, limit: __, cursor: ___, ...question } = asked
  const query = registerQueryOf(asked, request.language)
  if (as === 'atom') {
    const { entries } = await index.search(
      { ...query, sort: 'newest', cursor: undefined, limit: entriesInFeed },
      'visitor',
    )
    const body = searchFeed(
      entries.map(({ entry, matching }) => entryView(entry, matching, t, links)),
      {
        t,
        siteName: site.name,
        title: [asked.q, t('register.title'), site.name].filter(Boolean).join(' · '),
        self: links.to('/register', { ...question, as }),
        page: links.to('/register', question),
      },
    )
    return { status: 200, headers: { 'content-type': 'application/atom+xml; charset=utf-8' }, body }
  }

  const found: EntryView[] = []
  let bytes = 0
  let next = asked.cursor
  let total = 0
  do {
    const page = await index.search({ ...query, cursor: next, limit: entriesAtOnce }, viewer)
    total = page.total
    for (const { entry, matching } of page.entries) {
      const view = entryView(entry, matching, t, links)
      found.push(view)
      bytes += Buffer.byteLength(JSON.stringify(view))
    }
    next = page.nextCursor
  } while (next !== undefined && bytes < mostBytes)
  const headers = {
    'content-disposition': `attachment; filename="register.${as}"`,
    ...(next !== undefined && {
      link: `<${links.to('/register', { ...question, as, cursor: next })}>; rel="next"`,
    }),
    ...forThisViewer,
  }
  return as === 'json'
    ? {
        status: 200,
        headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
        body: JSON.stringify({ total, items: found, ...(next !== undefined && { nextCursor: next }) }),
      }
    : {
        status: 200,
        headers: { 'content-type': 'text/csv; charset=utf-8; header=present', ...headers },
        // RFC 4180 ends lines with CRLF; the byte order mark tells spreadsheets that it is UTF-8; what a
        // spreadsheet would take for a formula gets an apostrophe.
        body: stringify(exportRows(found), {
          header: true,
          columns: [...exportColumns],
          record_delimiter: 'windows',
          bom: true,
          escape_formulas: true,
        }),
      }
}
