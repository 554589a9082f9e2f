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
/**
 * How much of a file's entries one answer holds, in bytes as Lambda sends them: a string within JSON. Lambda's limit
 * is 6 MB; a file goes on in a next one well before.
 */
const mostBytes = 5_000_000
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

  const write = as === 'json' ? JSON.stringify : rowsOf
  const written: string[] = []
  let bytes = 0
  let next = asked.cursor
  let total = 0
  do {
    const from = { ...query, cursor: next }
    const page = await index.search({ ...from, limit: entriesAtOnce }, viewer)
    total = page.total
    let taken = 0
    for (const { entry, matching } of page.entries) {
      const piece = write(entryView(entry, matching, t, links))
      const size = Buffer.byteLength(JSON.stringify(piece))
      // One entry always goes: none is as large as an answer.
      if (bytes + size > mostBytes && written.length > 0) break
      written.push(piece)
      bytes += size
      taken += 1
    }
    if (taken < page.entries.length) {
      // The rest begins within this page: a page that ends there says how to go on.
      if (taken > 0) next = (await index.search({ ...from, limit: taken }, viewer)).nextCursor
      break
    }
    next = page.nextCursor
  } while (next !== undefined)
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
        body: `{"total":${total},"items":[${written.join(',')}]${next === undefined ? '' : `,"nextCursor":${JSON.stringify(next)}`}}`,
      }
    : {
        status: 200,
        headers: { 'content-type': 'text/csv; charset=utf-8; header=present', ...headers },
        // The byte order mark tells spreadsheets that it is UTF-8.
        body: stringify([], { ...asCsv, header: true, bom: true }) + written.join(''),
      }
}

/** RFC 4180 ends lines with CRLF; what a spreadsheet would take for a formula gets an apostrophe. */
const asCsv = {
  columns: [...exportColumns],
  record_delimiter: 'windows',
  escape_formulas: true,
} as const

const rowsOf = (view: EntryView): string => stringify(exportRows([view]), asCsv)
