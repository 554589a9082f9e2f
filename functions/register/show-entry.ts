import { Failure } from '../../shared/failures.ts'
import { type HttpHandler, html, json } from '../../shared/http/request.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import type { SiteSettings } from '../../shared/pages/site-settings.ts'
import { maySee } from '../../shared/register/entry.ts'
import { entryPage } from '../../shared/register/entry-page.tsx'
import type { RegisterStore } from '../../shared/register/register-store.ts'
import { entryView } from '../../shared/register/register-view.ts'

/** Ids are ours: anything else is not worth a read, and could be longer than a key may be (2,048 bytes). */
const couldBeAnId = (id: string): boolean => /^[A-Za-z0-9_-]{1,64}$/.test(id)

/**
 * `GET /register/{entryId}`: one entry with what everybody may see of it. An entry of which nothing is public
 * does not exist for the public: that an authority takes part may itself be what it keeps to itself.
 */
export const showEntry =
  ({ site, store }: { site: SiteSettings; store: RegisterStore }): HttpHandler =>
  async (request) => {
    const { entryId = '' } = request.parameters
    const entry = couldBeAnId(entryId) ? await store.entryById(entryId) : undefined
    const items = entry?.items.filter((item) => maySee('visitor', item.visibility)) ?? []
    if (entry?.state !== 'public' || items.length === 0) throw new Failure('not-found', 'no-such-entry')
    const context = pageContextOf(site, request)
    const view = entryView(entry, items, request.t, context.links)
    return request.wants === 'html' ? html(200, entryPage(context, view)) : json(200, view)
  }
