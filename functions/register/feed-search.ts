import { linksFor } from '../../shared/http/links.ts'
import type { HttpAnswer, HttpRequest } from '../../shared/http/request.ts'
import type { SiteSettings } from '../../shared/pages/site-settings.ts'
import { type RegisterParameters, registerQueryOf } from '../../shared/register/read-register-query.ts'
import type { SearchIndex } from '../../shared/register/register-index.ts'
import { entryView } from '../../shared/register/register-view.ts'
import { searchFeed } from '../../shared/register/search-feed.ts'

/** A feed tells what is new; who wants all takes a file. */
const entriesInFeed = 50

/** The newest entries of a search as an Atom feed: what everybody may see, since feed readers sign nobody in. */
export const feedSearch = async (
  request: HttpRequest,
  asked: RegisterParameters,
  { site, index }: { site: SiteSettings; index: SearchIndex },
): Promise<HttpAnswer> => {
  const { t } = request
  const links = linksFor(site.siteUrl, request)
  const { limit: _, cursor: __, ...feed } = asked
  const { as: ___, ...question } = feed
  const { entries } = await index.search(
    {
      ...registerQueryOf(asked, request.language),
      sort: 'newest',
      cursor: undefined,
      limit: entriesInFeed,
    },
    'visitor',
  )
  const body = searchFeed(
    entries.map(({ entry, matching }) => entryView(entry, matching, t, links)),
    {
      t,
      siteName: site.name,
      title: [asked.q, t('register.title'), site.name].filter(Boolean).join(' · '),
      self: links.to('/register', feed),
      page: links.to('/register', question),
    },
  )
  return { status: 200, headers: { 'content-type': 'application/atom+xml; charset=utf-8' }, body }
}
