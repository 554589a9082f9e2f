import type { ComponentChildren } from 'preact'
import { Bar, Facts, KeepLanguage, Notice, TableRegion } from '../pages/blocks.tsx'
import { type PageContext, renderPage } from '../pages/page.tsx'
import { countryLabel } from '../places/countries.ts'
import { languageLabel } from '../survey/working-languages.ts'
import { labelOf } from '../themes/theme-words.ts'
import { type Brought, soughtBy } from './matchmaking-page.tsx'
import { authorityLine, PeerCard, reasonLines } from './peer-card.tsx'
import { exclusionSentence } from './reason-sentences.ts'
import type { Shortlist } from './shortlist.ts'
import { type Suggestion, terms } from './suggestion.ts'
import type { Asker } from './suggestions.ts'

/** Where a shortlist is: all of it stands in its address. */
const shortlistPath = '/matchmaking/shortlist'

/** Peers to tick, and the button that leads to those that were ticked: side by side, or as a list to pass on. */
export const PickForm = ({
  context: { t, links },
  question,
  again,
  children,
}: {
  context: PageContext
  /** What the shortlist's address says of the question. */
  question: Readonly<Record<string, string>>
  /** They were chosen before: the button narrows them down. */
  again?: boolean
  children: ComponentChildren
}) => (
  <form method="get" action={links.to(shortlistPath)}>
    <KeepLanguage links={links} />
    {Object.entries(question).map(([name, value]) => (
      <input key={name} type="hidden" name={name} value={value} />
    ))}
    {children}
    <button type="submit" class={again ? 'quiet' : undefined}>
      {t(again ? 'matchmaking.pick.narrow' : 'matchmaking.pick.show')}
    </button>
  </form>
)

/** The box that puts a peer on the shortlist. */
export const PickBox = ({
  context: { t },
  suggestion: { entry, item },
  chosen = false,
}: {
  context: PageContext
  suggestion: Suggestion
  chosen?: boolean
}) => {
  const id = `peer-${item.itemId}`
  return (
    <div class="choice pick">
      <input type="checkbox" id={id} name="peer" value={item.itemId} checked={chosen} />
      <label for={id}>{t('matchmaking.pick', { peer: entry.authority.name })}</label>
    </div>
  )
}

export type ShortlistView = {
  readonly brought: Brought
  readonly asker: Asker
  /** Whose registered item asks; undefined: a need that is not registered. */
  readonly registered?: { readonly name: string; readonly entryId: string } | undefined
  readonly shortlist: Shortlist
  readonly question: Readonly<Record<string, string>>
  /** Where everybody who fits is shown, or the form that asks for them. */
  readonly all: string
}

/** The chosen peers: two of them side by side, any others one below the other. All of it is in the address. */
export const shortlistPage = (context: PageContext, view: ShortlistView): string => {
  const { t, links } = context
  const { brought, shortlist, question, all } = view
  const { items, left, gone } = shortlist
  const sought = soughtBy(brought)
  const [one, other] = items
  const pair = items.length === 2 && one && other ? ([one, other] as const) : undefined
  const title = t(pair ? 'matchmaking.shortlist.two' : 'matchmaking.shortlist.title')
  // Without a language, so that whoever gets it reads it in their own.
  const address = new URL(
    links.to(shortlistPath, { ...question, peer: items.map(({ item }) => item.itemId) }),
  )
  address.searchParams.delete('lang')
  const mail = `mailto:?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(address.href)}`
  return renderPage(context, {
    title,
    main: (
      <>
        <h1>{title}</h1>
        <Question context={context} view={view} />
        {(left.length > 0 || gone > 0) && (
          <Notice>
            <ul>
              {left.map(({ entry, itemId, reason }) => (
                <li key={itemId}>
                  {t('matchmaking.shortlist.left', {
                    peer: entry.authority.name,
                    sentence: exclusionSentence({ reason, count: 1 }, sought, t),
                  })}
                </li>
              ))}
              {gone > 0 && <li>{t('matchmaking.shortlist.gone', { count: gone })}</li>}
            </ul>
          </Notice>
        )}
        {pair ? (
          <SideBySide context={context} pair={pair} />
        ) : items.length > 2 ? (
          <PickForm context={context} question={question} again>
            <p class="hint">{t('matchmaking.pick.two')}</p>
            <Listed context={context} items={items} again />
          </PickForm>
        ) : (
          <Listed context={context} items={items} />
        )}
        {items.length > 0 && (
          <p class="hint">
            {t('matchmaking.bars')} {t('matchmaking.advice')}
          </p>
        )}
        <section class="actions">
          {items.length > 0 && <a href={mail}>{t('matchmaking.shortlist.mail')}</a>}
          <a href={all}>{t(items.length > 0 ? 'matchmaking.shortlist.all' : 'matchmaking.results.change')}</a>
        </section>
        {items.length > 0 && <p class="hint">{t('matchmaking.shortlist.share')}</p>}
      </>
    ),
  })
}

const Listed = (props: { context: PageContext; items: readonly Suggestion[]; again?: boolean }) => (
  <ol class="results">
    {props.items.map((suggestion) => (
      <PeerCard key={suggestion.item.itemId} context={props.context} suggestion={suggestion}>
        {props.again && <PickBox context={props.context} suggestion={suggestion} chosen />}
      </PeerCard>
    ))}
  </ol>
)

/** What was asked, so that the page can be read without what came before. */
const Question = ({ context: { t, links }, view }: { context: PageContext; view: ShortlistView }) => {
  const { brought, asker, registered } = view
  const { item, entry } = asker
  const listed = new Intl.ListFormat(t.locale, { type: 'conjunction' })
  return (
    <Facts
      rows={[
        [
          t('matchmaking.shortlist.asker'),
          registered && (
            <a href={links.to(`/register/${registered.entryId}`)} dir="auto">
              {registered.name}
            </a>
          ),
        ],
        [t('matchmaking.form.theme'), labelOf(item.theme, t.language)],
        [
          t(`matchmaking.shortlist.${brought}`),
          item.description && (
            <span dir="auto" lang={item.language}>
              {item.description}
            </span>
          ),
        ],
        [
          t('matchmaking.form.country'),
          !registered && entry.authority.country && countryLabel(entry.authority.country, t.language),
        ],
        [
          t('matchmaking.shortlist.languages'),
          !registered &&
            entry.languages.length > 0 &&
            listed.format(entry.languages.map((code) => languageLabel(code, t.language))),
        ],
      ]}
    />
  )
}

/** Two peers in two columns, each reason of the one beside that of the other, with its bar. */
const SideBySide = ({
  context: { t, links },
  pair,
}: {
  context: PageContext
  pair: readonly [Suggestion, Suggestion]
}) => {
  const lines = pair.map(
    (suggestion) => new Map(reasonLines(suggestion.reasons, t).map((line) => [line.term, line])),
  )
  const rows = terms.filter((term) => lines.some((each) => each.has(term)))
  const listed = new Intl.ListFormat(t.locale, { type: 'conjunction' })
  const row = (name: string, label: string, cells: readonly ComponentChildren[]) => (
    <tbody key={name}>
      <tr>
        <th scope="rowgroup" colSpan={2}>
          {label}
        </th>
      </tr>
      <tr>
        {cells.map((cell, at) => (
          <td key={pair[at]?.item.itemId}>{cell}</td>
        ))}
      </tr>
    </tbody>
  )
  return (
    <TableRegion label={t('matchmaking.shortlist.two')}>
      <table class="beside">
        <thead>
          <tr>
            {pair.map((suggestion) => (
              <th key={suggestion.item.itemId} scope="col">
                <a href={links.to(`/register/${suggestion.entry.entryId}`)} dir="auto">
                  {suggestion.entry.authority.name}
                </a>
                <br />
                {authorityLine(suggestion, t)}
                <br />
                <strong>{t('matchmaking.score', { score: Math.round(suggestion.score * 100) })}</strong>
              </th>
            ))}
          </tr>
        </thead>
        {row(
          'words',
          t('matchmaking.shortlist.words'),
          pair.map(({ item }) => (
            <span key={item.itemId} dir="auto" lang={item.language}>
              {item.description}
            </span>
          )),
        )}
        {row(
          'formats',
          t('matchmaking.shortlist.formats'),
          pair.map(({ item }) =>
            item.formats.length > 0
              ? listed.format(item.formats.map((format) => t(`register.format.${format}`)))
              : t('matchmaking.form.not-stated'),
          ),
        )}
        {rows.map((term) =>
          row(
            term,
            t(`matchmaking.term.${term}`),
            lines.map((each) => {
              const line = each.get(term)
              return (
                line && (
                  <>
                    {line.text}
                    <Bar from={line.bar.from} length={line.bar.length} />
                  </>
                )
              )
            }),
          ),
        )}
      </table>
    </TableRegion>
  )
}
