import { FoundWords } from '../matchmaking/found-words.tsx'
import { type Introduction, peerIn } from '../matchmaking/introductions/introduction.ts'
import { type Shelf, shelfOf } from '../matchmaking/introductions/shelf.ts'
import { type OwnItemSuggestions, soughtFor } from '../matchmaking/own-suggestions.ts'
import { PeerCard } from '../matchmaking/peer-card.tsx'
import { suggestionsView } from '../matchmaking/suggestions-view.ts'
import type { Messages } from '../messages/messages.ts'
import { type PageContext, renderPage } from '../pages/page.tsx'
import type { Entry } from '../register/entry.ts'
import { labelOf } from '../themes/theme-words.ts'
import { DeskNavigation } from './desk-pages.tsx'
import { type DeskRole, mayAct } from './desk-user.ts'

/** What fits an item of an entry, and where the entry stands with peers already. */
export type DeskSuggestions = Pick<OwnItemSuggestions, 'entry' | 'item' | 'suggestions'> & {
  readonly introductions: readonly Introduction[]
}

/** The introduction of the entry and a peer, if anybody said anything yet. */
const knownWith = ({ entry, introductions }: DeskSuggestions, peerId: string) => {
  const known = introductions.find((each) => peerIn(each, entry.entryId) === peerId)
  return known && { introductionId: known.introductionId, shelf: shelfOf(known) }
}

/** The same as data, with sentences in the language of `t`. */
export const deskSuggestionsView = (found: DeskSuggestions, t: Messages) => {
  const view = suggestionsView(found.suggestions, [], soughtFor(found.item), t)
  return {
    ...view,
    itemId: found.item.itemId,
    items: view.items.map((each) => {
      const introduction = knownWith(found, each.entryId)
      return { ...each, ...(introduction && { introduction }) }
    }),
  }
}

/** Where the desk may still propose a pair: nobody said anything, or nothing came of it. */
const mayBeProposed = (shelf: Shelf | undefined): boolean => shelf === undefined || shelf === 'lapsed'

/** Who fits each offer and request of an entry, folded by item, each pair with the button that proposes it. */
export const deskSuggestionsPage = (
  context: PageContext,
  role: DeskRole,
  { entryId, authority }: Entry,
  found: readonly DeskSuggestions[],
): string => {
  const { t, links } = context
  const title = t('suggestions.desk.of', { authority: authority.name })
  return renderPage(context, {
    title,
    main: (
      <>
        <DeskNavigation context={context} may={role} />
        <h1>{title}</h1>
        <p class="lead">{found.length > 0 ? t('suggestions.desk.lead') : t('suggestions.desk.nothing')}</p>
        <Lists context={context} found={found} mayPropose={mayAct(role, 'officer')} />
        <p>
          <a href={links.to(`/secretariat/entries/${encodeURIComponent(entryId)}`)}>
            {t('secretariat.claims.back')}
          </a>
        </p>
      </>
    ),
  })
}

const Lists = ({
  context,
  found,
  mayPropose,
}: {
  context: PageContext
  found: readonly DeskSuggestions[]
  mayPropose: boolean
}) => {
  const { t } = context
  return (
    <>
      {found.map((each) => (
        <details key={each.item.itemId} open={found.length === 1}>
          <summary>
            {t(`suggestions.desk.${each.item.direction}`, {
              theme: labelOf(each.item.theme, t.language),
              count: each.suggestions.total,
            })}
          </summary>
          <FoundWords
            context={context}
            found={each.suggestions}
            help={[]}
            sought={soughtFor(each.item)}
            shown={each.suggestions.items.length}
          />
          <ol class="results">
            {each.suggestions.items.map((suggestion) => (
              <PeerCard
                key={suggestion.item.itemId}
                context={context}
                suggestion={suggestion}
                level="h2"
                at={`/secretariat/entries/${encodeURIComponent(suggestion.entry.entryId)}`}
              >
                <Deed
                  context={context}
                  own={each.entry.entryId}
                  peer={suggestion.entry}
                  known={knownWith(each, suggestion.entry.entryId)}
                  mayPropose={mayPropose}
                />
              </PeerCard>
            ))}
          </ol>
        </details>
      ))}
    </>
  )
}

const Deed = ({
  context: { t, links },
  own,
  peer: { entryId, authority },
  known,
  mayPropose,
}: {
  context: PageContext
  own: string
  peer: Entry
  known: ReturnType<typeof knownWith>
  mayPropose: boolean
}) => (
  <>
    {known && (
      <p>
        <a href={links.to(`/secretariat/introductions/${encodeURIComponent(known.introductionId)}`)}>
          {t(`introductions.shelf.${known.shelf}`)}
        </a>
      </p>
    )}
    {mayPropose && mayBeProposed(known?.shelf) && (
      <form method="post" action={links.to('/secretariat/introductions')}>
        <input type="hidden" name="one" value={own} />
        <input type="hidden" name="other" value={entryId} />
        <button type="submit" class="quiet">
          {t('suggestions.desk.propose', { authority: authority.name })}
        </button>
      </form>
    )}
  </>
)
