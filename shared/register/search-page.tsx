import type { Failure } from '../failures.ts'
import type { Links } from '../http/links.ts'
import { failureTitle } from '../http/problem.ts'
import type { Messages } from '../messages/messages.ts'
import {
  type FacetChoice,
  Facets,
  Notice,
  Pagination,
  SearchBox,
  Tags,
  WrongAddress,
} from '../pages/blocks.tsx'
import { type PageContext, renderPage } from '../pages/page.tsx'
import { scriptPath } from '../pages/scripts.ts'
import { type HeadingId, headingIds, headingOf, type ThemeId } from '../themes/themes.ts'
import { Description } from './description.tsx'
import { authorityLine } from './entry-page.tsx'
import { type FacetName, facetNames } from './facets.ts'
import { type MarkWords, markerOf, type TextPiece } from './marked-text.ts'
import { shownNear } from './near-terms.ts'
import type { RegisterParameters } from './read-register-query.ts'
import { sortOrders } from './register-index.ts'
import { type EntryView, filterLabel, type SearchView } from './register-view.ts'

/** The parameters that an address carries; a new filter or word begins at the first page. */
const addressOf = (links: Links, { limit, ...asked }: RegisterParameters, cursor?: string): string =>
  links.to('/register', { ...asked, ...(limit !== undefined && { limit: String(limit) }), cursor })

/** The same search with one value of a filter added, or taken away where it is chosen. */
const toggled = (asked: RegisterParameters, facet: FacetName, value: string): RegisterParameters => {
  const chosen: readonly string[] = asked[facet] ?? []
  const next = chosen.includes(value)
    ? chosen.filter((each) => each !== value)
    : // A theme narrows the heading that was chosen before.
      [...chosen.filter((each) => facet !== 'theme' || !isHeadingOf(each, value)), value]
  return { ...asked, [facet]: next }
}

const isHeadingOf = (chosen: string, value: string): boolean =>
  (headingIds as readonly string[]).includes(chosen) && headingOf(value as ThemeId) === (chosen as HeadingId)

/** What of the address could not be used: the rest was searched from the first page. */
type WrongSearch = {
  readonly failure: Failure
  /** The search words as they were typed. */
  readonly typed?: string
}

/** Which message names a parameter. */
const parameterLabels: Readonly<Record<string, string>> = {
  '?q': 'pages.search-label',
  ...Object.fromEntries(facetNames.map((facet) => [`?${facet}`, `register.facet.${facet}`])),
  '?sort': 'register.sort',
  '?as': 'register.wrong.as',
  '?limit': 'register.wrong.limit',
  '?cursor': 'register.wrong.cursor',
}

/** A kind of filter without which the search would find something. */
export type Loosened = { readonly facet: FacetName; readonly total: number }

/**
 * The register's search: what was found, how it was understood, and ways to narrow it. Works without script; with it
 * (`live-search.js`) `chosen`, `count` and `found` change as somebody types.
 *
 * @param asked what was searched
 * @param wrong what of the address was left out of it
 * @param loosened where nothing was found, which filter to take away
 */
export const searchPage = (
  context: PageContext,
  asked: RegisterParameters,
  found: SearchView,
  wrong?: WrongSearch,
  loosened: readonly Loosened[] = [],
): string => {
  const { t, links } = context
  const words = wrong?.typed ?? asked.q
  const filters = facetNames.flatMap((facet) => (asked[facet] ?? []).map((value) => ({ facet, value })))
  const narrowed = asked.q !== undefined || filters.length > 0
  const groups = facetNames.map((facet) => ({
    label: t(`register.facet.${facet}`),
    choices: found.facets[facet].map(
      ({ value, label, count, broader }): FacetChoice => ({
        value,
        label,
        count,
        href: addressOf(links, toggled(asked, facet, value)),
        chosen: ((asked[facet] ?? []) as readonly string[]).includes(value),
        narrower: broader !== undefined,
      }),
    ),
  }))
  const mark = markerOf(
    asked.q ?? '',
    found.searchedAs.flatMap(({ names, similar }) => [...names, ...similar]),
  )
  return renderPage(context, {
    title: t('register.title'),
    failed: wrong !== undefined,
    feed: addressOf(links, { ...asked, as: 'atom' }),
    main: (
      <>
        <h1>{t('register.title')}</h1>
        {wrong && <Wrong t={t} links={links} asked={asked} failure={wrong.failure} />}
        <SearchBox t={t} links={links} {...(words !== undefined && { q: words })}>
          {filters.map(({ facet, value }) => (
            <input key={facet + value} type="hidden" name={facet} value={value} />
          ))}
          {asked.sort && <input type="hidden" name="sort" value={asked.sort} />}
        </SearchBox>
        <div id="chosen">
          {filters.length > 0 && (
            <ul class="tags" aria-label={t('register.active-filters')}>
              {filters.map(({ facet, value }) => {
                const name = filterLabel(facet, value, t)
                return (
                  <li class="tag" key={facet + value}>
                    <a
                      href={addressOf(links, toggled(asked, facet, value))}
                      rel="nofollow"
                      aria-label={t('register.remove-filter', { name })}
                    >
                      {name} <span aria-hidden="true">×</span>
                    </a>
                  </li>
                )
              })}
              <li class="tag">
                <a href={links.to('/register', { q: asked.q })}>{t('register.remove-filters')}</a>
              </li>
            </ul>
          )}
        </div>
        <p class="lead" role="status" id="count">
          {t(narrowed ? 'register.found' : 'register.all', { count: found.total })}
        </p>
        <script type="module" src={scriptPath('live-search')} />
        <div id="found">
          <Understood t={t} links={links} asked={asked} found={found} />
          {found.total === 0 ? (
            <Nothing
              t={t}
              links={links}
              asked={asked}
              narrowed={narrowed}
              found={found}
              loosened={loosened}
            />
          ) : (
            <div class="columns">
              <div>
                <p class="to-facets">
                  <a href="#facets">{t('register.narrow')}</a>
                </p>
                {found.total > 1 && <SortLinks t={t} links={links} asked={asked} />}
                <ol class="results">
                  {found.items.map((entry) => (
                    <Result key={entry.entryId} t={t} entry={entry} mark={mark} />
                  ))}
                </ol>
                <Pagination
                  t={t}
                  {...(asked.cursor !== undefined && { first: addressOf(links, asked) })}
                  {...(found.nextCursor !== undefined && {
                    next: addressOf(links, asked, found.nextCursor),
                  })}
                />
              </div>
              <Facets t={t} groups={groups} />
            </div>
          )}
          {found.total > 0 && <Exports t={t} links={links} asked={asked} />}
        </div>
      </>
    ),
  })
}

/** The other orders of the same results. */
const SortLinks = ({ t, links, asked }: { t: Messages; links: Links; asked: RegisterParameters }) => {
  const { cursor: _, ...rest } = asked
  return (
    <nav aria-label={t('register.sort')}>
      <ul class="tags">
        {sortOrders
          .filter((order) => order !== 'relevance' || asked.q !== undefined)
          .map((order) => {
            const chosen = (asked.sort ?? (asked.q === undefined ? 'newest' : 'relevance')) === order
            return (
              <li key={order}>
                <a
                  href={addressOf(links, { ...rest, sort: order })}
                  rel="nofollow"
                  aria-current={chosen ? 'true' : undefined}
                >
                  {t(`register.sort.${order}`)}
                </a>
              </li>
            )
          })}
      </ul>
    </nav>
  )
}

/** What of a search's address a file of it needs: all but the page. */
export const fileParameters = ({ limit: _, cursor: __, ...question }: RegisterParameters) => question

/** The whole result to take away, and a feed of what comes new. */
const Exports = ({ t, links, asked }: { t: Messages; links: Links; asked: RegisterParameters }) => {
  const { cursor: _, limit: __, ...rest } = asked
  const addresses = {
    csv: links.to('/register/export', fileParameters({ ...asked, as: 'csv' })),
    json: links.to('/register/export', fileParameters({ ...asked, as: 'json' })),
    atom: addressOf(links, { ...rest, as: 'atom' }),
  }
  return (
    <p class="hint">
      {t('register.export')}{' '}
      {(['csv', 'json', 'atom'] as const).map((as, at) => (
        <span key={as}>
          {at > 0 && ' · '}
          <a href={addresses[as]} rel="nofollow">
            {t(`register.export.${as}`)}
          </a>
        </span>
      ))}
    </p>
  )
}

/** What was wrong with the address, and the way on without it. */
const Wrong = (props: { t: Messages; links: Links; asked: RegisterParameters; failure: Failure }) => {
  const { t, links, asked, failure } = props
  const fromTheFirst = failure.fields.every(({ pointer }) => pointer === '?cursor')
  return (
    <WrongAddress
      t={t}
      title={failureTitle(failure.kind, t, true)}
      rows={failure.fields.map(({ pointer, code, values }) => ({
        label: t(parameterLabels[pointer] ?? 'pages.search-label'),
        message: t(`failures.${code}`, values),
      }))}
      detail={failure.kind === 'gone' ? t(`failures.${failure.code}`) : t('register.wrong.kept')}
      onward={{
        href: addressOf(links, asked),
        label: t(fromTheFirst ? 'pages.first' : 'register.wrong.without'),
      }}
    />
  )
}

/** How the words were understood, said openly where it is more than what was typed. */
const Understood = (props: { t: Messages; links: Links; asked: RegisterParameters; found: SearchView }) => {
  const { t, links, asked, found } = props
  const list = new Intl.ListFormat(t.locale, { type: 'disjunction' })
  const also = new Intl.ListFormat(t.locale, { type: 'conjunction' })
  return (
    <>
      {found.words === 'any' && (
        <Notice>
          <p>{t('register.any-words')}</p>
        </Notice>
      )}
      {found.searchedAs
        .map(({ word, as, names, similar }) => ({ word, as, names, near: shownNear(word, similar) }))
        .filter(({ as, names, near }) => as.length + names.length + near.length > 0)
        .map(({ word, as, names, near }) => (
          <p class="hint" key={word}>
            {names.length > 0 && t('register.also-named', { word, names: also.format(names) })}{' '}
            {as.length > 0 && t('register.searched-as', { word, themes: list.format(as) })}{' '}
            {near.length > 0 && t('register.similar', { word, words: list.format(near) })}
          </p>
        ))}
      {found.didYouMean.map(({ word, instead }) => (
        <p key={word}>
          {t('register.did-you-mean')}{' '}
          {instead.map((other, at) => (
            <span key={other}>
              {at > 0 && ' · '}
              <a href={addressOf(links, { ...asked, q: replaced(asked.q ?? '', word, other) })}>{other}</a>
            </span>
          ))}
        </p>
      ))}
    </>
  )
}

/** The search text with one word exchanged. */
const replaced = (q: string, word: string, other: string): string =>
  q.normalize('NFC').replace(word, () => other)

/** A text with the words that were searched for marked. */
const Marked = ({ pieces }: { pieces: readonly TextPiece[] }) => (
  <>{pieces.map(({ text, marked }, at) => (marked ? <mark key={at}>{text}</mark> : text))}</>
)

const Result = ({ t, entry, mark }: { t: Messages; entry: EntryView; mark: MarkWords }) => (
  <li>
    <h2>
      <a href={entry.url} dir="auto">
        <Marked pieces={mark(entry.authority.name)} />
      </a>
    </h2>
    <p class="muted">{authorityLine(t, entry)}</p>
    {entry.items.map((item) => (
      <div key={item.itemId}>
        <Tags items={[t(`register.one.${item.direction}`), item.themeLabel]} />
        <Description t={t} language={item.language}>
          <Marked pieces={mark(item.description, item.language)} />
        </Description>
      </div>
    ))}
  </li>
)

/** Nothing found: what to do next. */
const Nothing = (props: {
  t: Messages
  links: Links
  asked: RegisterParameters
  narrowed: boolean
  found: SearchView
  loosened: readonly Loosened[]
}) => {
  const { t, links, asked, narrowed, found, loosened } = props
  const filtered = facetNames.some((facet) => asked[facet]?.length)
  const list = new Intl.ListFormat(t.locale, { type: 'conjunction' })
  return (
    <>
      {found.absent.length > 0 && (
        <p>{t('register.absent', { count: found.absent.length, words: list.format(found.absent) })}</p>
      )}
      <p>{t(narrowed ? 'register.nothing' : 'register.empty')}</p>
      <ul>
        {loosened.map(({ facet, total }) => (
          <li key={facet}>
            <a href={addressOf(links, { ...asked, [facet]: undefined, cursor: undefined })}>
              {t('register.nothing.without', { name: t(`register.facet.${facet}`), count: total })}
            </a>
          </li>
        ))}
        {filtered && (
          <li>
            <a href={links.to('/register', { q: asked.q })}>{t('register.nothing.without-filters')}</a>
          </li>
        )}
        {narrowed && (
          <li>
            <a href={links.to('/register')}>{t('register.nothing.see-all')}</a>
          </li>
        )}
        <li>
          <a href={links.to('/survey')}>{t('register.nothing.answer')}</a>
        </li>
      </ul>
    </>
  )
}
