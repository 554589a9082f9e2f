import { Failure, invalid } from '../../shared/failures.ts'
import { type HttpHandler, htmlWithScript, json, seeOther } from '../../shared/http/request.ts'
import { statusOf } from '../../shared/lambda/failure-outcome.ts'
import { pageContextOf } from '../../shared/pages/page.tsx'
import type { SiteSettings } from '../../shared/pages/site-settings.ts'
import type { Viewer } from '../../shared/register/entry.ts'
import { facetNames } from '../../shared/register/facets.ts'
import {
  type RegisterParameters,
  readRegisterParameters,
  registerQueryOf,
} from '../../shared/register/read-register-query.ts'
import type { SearchIndex, SearchReader } from '../../shared/register/register-index.ts'
import { searchView } from '../../shared/register/register-view.ts'
import { fileParameters, type Loosened, searchPage } from '../../shared/register/search-page.tsx'
import { forThisViewer, type WhoLooks } from '../../shared/sessions/viewer.ts'
import { feedSearch } from './feed-search.ts'

type RegisterParts = {
  readonly site: SiteSettings
  readonly register: SearchReader
  readonly viewer: WhoLooks
}

/**
 * `GET /register`: searches what the viewer may see. A browser whose address is wrong in part gets the page with
 * what was good of the search, and told what was not.
 *
 * @throws Failure for programs: `invalid` that names each parameter at fault as `?name`, `gone` for a cursor
 *   whose version can no longer be read
 */
export const searchRegister =
  ({ site, register, viewer }: RegisterParts): HttpHandler =>
  async (request) => {
    const { asked, failures, typed } = readRegisterParameters(request.query)
    if (failures.length > 0 && request.wants === 'json') throw invalid(failures)
    const context = pageContextOf(site, request)
    if ((asked.as === 'csv' || asked.as === 'json') && failures.length === 0)
      return seeOther(context.links.to('/register/export', fileParameters(asked)))
    const [index, looking] = await Promise.all([register.open(), viewer(request)])
    const search = async (parameters: RegisterParameters) => {
      const answer = await index.search(registerQueryOf(parameters, request.language), looking)
      return searchView(answer, parameters, request.t, context.links)
    }
    if (asked.as === 'atom' && failures.length === 0) return feedSearch(request, asked, { site, index })
    if (request.wants === 'json') return json(200, await search(asked), forThisViewer)
    const { cursor, ...fromTheFirst } = asked
    const again = async (failure: Failure) =>
      htmlWithScript(
        statusOf(failure.kind),
        searchPage(context, fromTheFirst, await search(fromTheFirst), { failure, ...(typed && { typed }) }),
        forThisViewer,
      )
    // A cursor belongs to one question: with a part of it left out, it leads nowhere.
    if (failures.length > 0) return again(invalid(failures))
    try {
      const found = await search(asked)
      const loosened = found.total > 0 ? [] : await withoutOneFilter(asked, index, looking)
      return htmlWithScript(200, searchPage(context, asked, found, undefined, loosened), forThisViewer)
    } catch (error) {
      if (cursor !== undefined && error instanceof Failure && ['invalid', 'gone'].includes(error.kind))
        return await again(error)
      throw error
    }
  }

/** What the same search would find with one kind of filter less, for those that would find something. */
const withoutOneFilter = async (
  asked: RegisterParameters,
  index: SearchIndex,
  viewer: Viewer,
): Promise<readonly Loosened[]> => {
  const found: Loosened[] = []
  for (const facet of facetNames) {
    if (!asked[facet]?.length) continue
    const { [facet]: _, cursor: __, ...rest } = asked
    const { total } = await index.search({ ...registerQueryOf(rest, 'en'), limit: 1 }, viewer)
    if (total > 0) found.push({ facet, total })
  }
  return found
}
