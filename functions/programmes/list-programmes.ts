import { linksOf } from '../../shared/http/links.ts'
import { type HttpHandler, html, json } from '../../shared/http/request.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import { programmesPage } from '../../shared/programmes/programme-pages.tsx'
import { programmeSummary } from '../../shared/programmes/programme-view.ts'
import type { ProgrammesParts } from './programmes-parts.ts'

/** `GET /programmes`: every programme in a sentence, past ones included. */
export const listProgrammes =
  ({ site, programmes, now }: Omit<ProgrammesParts, 'contactPoints'>): HttpHandler =>
  async (request) => {
    const all = await programmes.all()
    return request.wants === 'html'
      ? html(200, programmesPage(pageContextOf(site, request), all, now().slice(0, 10)))
      : json(200, {
          programmes: all.map(({ programme }) =>
            programmeSummary(programme, request.t, linksOf(site.siteUrl)),
          ),
        })
  }
