import type { Messages } from '../messages/messages.ts'
import { Tags } from '../pages/blocks.tsx'
import { type PageContext, renderPage } from '../pages/page.tsx'
import type { Entry } from '../register/entry.ts'
import { labelOf } from '../themes/theme-words.ts'
import { FoundWords } from './found-words.tsx'
import { type OwnItemSuggestions, type OwnSuggestion, soughtFor } from './own-suggestions.ts'
import { PeerCard } from './peer-card.tsx'

/** Of each item where several are shown together; all of them have an address of their own. */
const shownTogether = 3

/** What fits somebody's own entries. */
export type MySuggestions = {
  readonly found: readonly OwnItemSuggestions[]
  /** Own entries for which nothing is suggested while they are not public. */
  readonly notPublic: readonly Entry[]
  /** Only one item is shown, of several. */
  readonly one: boolean
}

/** The peers that fit one's own offers and requests, best first, with what can be done about each. */
export const mySuggestionsPage = (context: PageContext, { found, notPublic, one }: MySuggestions): string => {
  const { t, links } = context
  const together = found.length > 1
  const several = new Set(found.map(({ entry }) => entry.entryId)).size > 1
  return renderPage(context, {
    title: t('suggestions.mine.title'),
    main: (
      <>
        <h1>{t('suggestions.mine.title')}</h1>
        <p class="lead">{t(found.length > 0 ? 'suggestions.mine.lead' : 'suggestions.mine.none')}</p>
        {notPublic.map(({ entryId, authority, state }) => (
          <p key={entryId}>
            {t('suggestions.mine.not-public', { authority: authority.name })} {t(`my.state.${state}`)}.{' '}
            <a href={links.to('/my')}>{t('suggestions.mine.see')}</a>
          </p>
        ))}
        {found.map((each) => (
          <section key={each.item.itemId} aria-labelledby={each.item.itemId}>
            <h2 id={each.item.itemId}>{labelOf(each.item.theme, t.language)}</h2>
            {several && (
              <p class="muted">
                <bdi>{each.entry.authority.name}</bdi>
              </p>
            )}
            <p dir="auto" lang={each.item.language}>
              {each.item.description}
            </p>
            <Tags items={[t(`survey.direction.${each.item.direction}`)]} />
            <Peers context={context} found={each} most={together ? shownTogether : each.peers.length} />
          </section>
        ))}
        {found.length > 0 && (
          <p class="hint">
            {t('matchmaking.bars')} {t('matchmaking.advice')}
          </p>
        )}
        {one && (
          <p>
            <a href={links.to('/my/suggestions')}>{t('suggestions.mine.all-items')}</a>
          </p>
        )}
        {found.length === 0 && notPublic.length === 0 && (
          <p class="actions">
            <a class="button" href={links.to('/survey')}>
              {t('pages.answer-survey')}
            </a>
          </p>
        )}
        <p>
          <a href={links.to('/my')}>{t('my.session.back')}</a>
        </p>
      </>
    ),
  })
}

const Peers = ({
  context,
  found,
  most,
}: {
  context: PageContext
  found: OwnItemSuggestions
  most: number
}) => {
  const { t, links } = context
  const { entry, item, suggestions, help, peers } = found
  const shown = peers.slice(0, most)
  return (
    <>
      <FoundWords
        context={context}
        found={suggestions}
        help={help}
        sought={soughtFor(item)}
        shown={shown.length}
      />
      {peers.length === 0 && (
        <p>
          <a href={links.to('/register', { theme: item.theme, direction: soughtFor(item) })}>
            {t('suggestions.mine.search')}
          </a>
        </p>
      )}
      {shown.length > 0 && (
        <ol class="results">
          {shown.map((peer) => (
            <PeerCard
              key={peer.suggestion.item.itemId}
              context={context}
              suggestion={peer.suggestion}
              level="h3"
            >
              <Next context={context} peer={peer} from={entry.entryId} />
            </PeerCard>
          ))}
        </ol>
      )}
      {peers.length > shown.length && (
        <p>
          <a href={links.to('/my/suggestions', { item: item.itemId })}>
            {t('suggestions.mine.more', { count: peers.length, theme: labelOf(item.theme, t.language) })}
          </a>
        </p>
      )}
    </>
  )
}

/** Where one may still say so: nothing was said yet, or nothing came of it. */
const isOpen = ({ known }: OwnSuggestion): boolean => !known || known.state === 'came-to-nothing'

/** What was said about a peer before, and what can be done now. */
const Next = ({
  context: { t, links },
  peer,
  from,
}: {
  context: PageContext
  peer: OwnSuggestion
  from: string
}) => {
  const { suggestion, about, known, told } = peer
  const { entryId, authority } = suggestion.entry
  return (
    <>
      {known && <p>{standingWords(known.state, t)}</p>}
      <p class="actions">
        {isOpen(peer) && (
          <a
            class="button quiet"
            href={links.to(`/register/${encodeURIComponent(entryId)}/interest`, { from, about })}
          >
            {t('suggestions.mine.interested', { authority: authority.name })}
          </a>
        )}
        {known && (
          <a href={links.to(`/my/introductions/${encodeURIComponent(known.introductionId)}`)}>
            {t('suggestions.mine.introduction')}
          </a>
        )}
        {told && !known && <span class="muted">{t('suggestions.mine.told')}</span>}
      </p>
    </>
  )
}

const standingWords = (state: string, t: Messages): string =>
  `${t(`introductions.seen.${state}`)} ${t(`introductions.seen.${state}.means`)}`
