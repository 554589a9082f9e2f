import { linksOf } from '../../shared/http/links.ts'
import { type HttpHandler, html, json } from '../../shared/http/request.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import type { SiteSettings } from '../../shared/pages/site-settings.ts'
import { allProgrammes } from '../../shared/programmes/all-programmes.ts'
import { programmesPage } from '../../shared/programmes/programme-pages.tsx'
import { programmeSummary } from '../../shared/programmes/programme-view.ts'

/** `GET /programmes`: every programme in a sentence. */
export const listProgrammes =
  ({ site }: { site: SiteSettings }): HttpHandler =>
  async (request) =>
    request.wants === 'html'
      ? html(200, programmesPage(pageContextOf(site, request), allProgrammes))
      : json(200, {
          programmes: allProgrammes.map((programme) =>
            programmeSummary(programme, request.t, linksOf(site.siteUrl)),
          ),
        })
