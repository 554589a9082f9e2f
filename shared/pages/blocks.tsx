import type { ComponentChildren } from 'preact'
import type { Links } from '../http/links.ts'
import { languageParameter } from '../http/request.ts'
import type { Messages } from '../messages/messages.ts'

/**
 * A bar whose filled part begins at `from` and is `length` long, both in the unit of `whole`: so the bars of a list of
 * reasons can be laid end to end and add up. Drawn by attributes, since the content security policy allows no
 * inline style; decoration only, because the sentence beside it says the same.
 */
export const Bar = ({ from = 0, length, whole = 1 }: { from?: number; length: number; whole?: number }) => {
  const share = (value: number) => Math.min(1, Math.max(0, value / whole))
  const start = share(from)
  const filled = Math.max(0, share(from + length) - start)
  const percent = (value: number) => Math.round(value * 10_000) / 100
  return (
    <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="track" width="100" height="8" />
      <rect class="filled" x={percent(start)} width={percent(filled)} height="8" />
    </svg>
  )
}

/** Something the reader should know before going on. */
export const Notice = (props: { kind?: 'good' | 'bad'; title?: string; children: ComponentChildren }) => (
  <div class={props.kind ? `notice ${props.kind}` : 'notice'}>
    {props.title && <h2>{props.title}</h2>}
    {props.children}
  </div>
)

/** What of the page's address could not be used, what was done about it, and the one link that goes on. */
export const WrongAddress = (props: {
  t: Messages
  title: string
  /** Each part at fault with its message. */
  rows?: readonly { readonly label: string; readonly message: string }[]
  detail: string
  onward: { readonly href: string; readonly label: string }
}) => (
  <div class="notice bad" role="alert">
    <h2>{props.title}</h2>
    {props.rows && props.rows.length > 0 && (
      <ul>
        {props.rows.map(({ label, message }) => (
          <li key={label + message}>{props.t('pages.failure-at', { field: label, failure: message })}</li>
        ))}
      </ul>
    )}
    <p>{props.detail}</p>
    <p>
      <a href={props.onward.href}>{props.onward.label}</a>
    </p>
  </div>
)

/** Short facts about one thing, in a row. */
export const Tags = ({ items }: { items: readonly string[] }) =>
  items.length === 0 ? null : (
    <ul class="tags">
      {items.map((item) => (
        <li class="tag" key={item}>
          {item}
        </li>
      ))}
    </ul>
  )

/** What is known of one thing, as pairs of a word and a value; pairs without a value are left out. */
export const Facts = ({ rows }: { rows: readonly (readonly [string, ComponentChildren])[] }) => (
  <dl class="facts">
    {rows
      .filter(([, value]) => value !== undefined && value !== null && value !== false && value !== '')
      .map(([term, value]) => [<dt key={term}>{term}</dt>, <dd key={`${term}-value`}>{value}</dd>])}
  </dl>
)

/** A few figures, large. `value` is written as the language writes numbers. */
export const Numbers = ({ t, rows }: { t: Messages; rows: readonly (readonly [string, number])[] }) => {
  const written = new Intl.NumberFormat(t.locale)
  return (
    <dl class="numbers">
      {rows.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{written.format(value)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** One way to narrow the results: a link that adds the filter or, where it is chosen, takes it away. */
export type FacetChoice = {
  readonly value: string
  readonly label: string
  readonly count: number
  readonly href: string
  readonly chosen: boolean
  /** It stands under the choice before it, as a theme under its heading. */
  readonly narrower?: boolean
}

/** As many choices of a filter are seen at once; the others unfold. */
const choicesAtOnce = 8

/**
 * Filters with their counts, as links, so that they work without script and can be sent to somebody. Of a long list
 * the first and the chosen ones are seen; the rest unfolds.
 */
export const Facets = (props: {
  t: Messages
  groups: readonly { readonly label: string; readonly choices: readonly FacetChoice[] }[]
}) => {
  const { t } = props
  const written = new Intl.NumberFormat(t.locale)
  const list = (choices: readonly FacetChoice[]) => (
    <ul>
      {choices.map(({ value, label: name, count, href, chosen, narrower }) => (
        <li key={value} class={narrower ? 'narrower' : undefined}>
          <a href={href} rel="nofollow" aria-current={chosen ? 'true' : undefined}>
            <span>{name}</span>
            <span>{written.format(count)}</span>
            {chosen && <span class="heard">{t('pages.filter-chosen')}</span>}
          </a>
        </li>
      ))}
    </ul>
  )
  return (
    <nav class="facets" id="facets" aria-label={t('pages.filters')}>
      {props.groups
        .filter(({ choices }) => choices.length > 0)
        .map(({ label, choices }) => {
          const seen = choices.filter(({ chosen }, at) => chosen || at < choicesAtOnce)
          const folded = choices.filter((choice) => !seen.includes(choice))
          return (
            <section key={label}>
              <h2>{label}</h2>
              {list(seen)}
              {folded.length > 0 && (
                <details>
                  <summary>
                    {t('pages.filter-more', { count: folded.length })}
                    <span class="heard">: {label}</span>
                  </summary>
                  {list(folded)}
                </details>
              )}
            </section>
          )
        })}
    </nav>
  )
}

/** On to the next results, and back to the first. Nothing where all is on one page. */
export const Pagination = ({ t, first, next }: { t: Messages; first?: string; next?: string }) =>
  first || next ? (
    <nav class="pagination" aria-label={t('pages.more-results')}>
      <ul>
        {next && (
          <li>
            <a class="button quiet" href={next} rel="next">
              {t('pages.next')}
            </a>
          </li>
        )}
        {first && (
          <li>
            <a class="button quiet" href={first}>
              {t('pages.first')}
            </a>
          </li>
        )}
      </ul>
    </nav>
  ) : null

/** A table that scrolls by itself where the screen is too narrow, also by keyboard. */
export const TableRegion = ({ label, children }: { label: string; children: ComponentChildren }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
  <section class="table wide" aria-label={label} tabIndex={0}>
    {children}
  </section>
)

/**
 * Keeps the address's language through a form with method GET, whose fields replace the query of its `action`.
 * Put it into each of those forms; for POST the address of `links.to` keeps the language itself.
 */
export const KeepLanguage = ({ links }: { links: Links }) =>
  links.language ? <input type="hidden" name={languageParameter} value={links.language} /> : null

/** The search of the register, wherever it stands. `children` are hidden fields for filters to keep. */
export const SearchBox = (props: {
  t: Messages
  links: Links
  q?: string
  label?: string
  quiet?: boolean
  children?: ComponentChildren
}) => (
  <search>
    <form class="search" method="get" action={props.links.to('/register')}>
      <KeepLanguage links={props.links} />
      {props.children}
      <div>
        <label for="q">{props.label ?? props.t('pages.search-label')}</label>
        <input type="search" id="q" name="q" value={props.q ?? ''} maxLength={200} dir="auto" />
      </div>
      <button type="submit" class={props.quiet ? 'quiet' : undefined}>
        {props.t('pages.search')}
      </button>
    </form>
  </search>
)
