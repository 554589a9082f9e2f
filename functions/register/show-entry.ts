import { Failure } from '../../shared/failures.ts'
import { couldBeAnId } from '../../shared/http/id-in-path.ts'
import { type HttpHandler, html, json } from '../../shared/http/request.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import type { SiteSettings } from '../../shared/pages/site-settings.ts'
import { maySee } from '../../shared/register/entry.ts'
import { entryPage } from '../../shared/register/entry-page.tsx'
import type { RegisterStore } from '../../shared/register/register-store.ts'
import { entryView } from '../../shared/register/register-view.ts'
import { forThisViewer, type WhoLooks } from '../../shared/sessions/viewer.ts'

type EntryParts = {
  readonly site: SiteSettings
  readonly store: RegisterStore
  readonly viewer: WhoLooks
}

/**
 * `GET /register/{entryId}`: one entry with what the viewer may see of it. An entry of which that is nothing
 * does not exist for them: that an authority takes part may itself be what it keeps to itself.
 */
export const showEntry =
  ({ site, store, viewer }: EntryParts): HttpHandler =>
  async (request) => {
    const { entryId = '' } = request.parameters
    const [entry, looking] = await Promise.all([
      couldBeAnId(entryId) ? store.entryById(entryId) : undefined,
      viewer(request),
    ])
    const items = entry?.items.filter((item) => maySee(looking, item.visibility)) ?? []
    if (entry?.state !== 'public' || items.length === 0) throw new Failure('not-found', 'no-such-entry')
    const context = pageContextOf(site, request)
    const view = entryView(entry, items, request.t, context.links)
    return request.wants === 'html'
      ? html(200, entryPage(context, view), forThisViewer)
      : json(200, view, forThisViewer)
  }
