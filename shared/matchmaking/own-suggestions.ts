import { pairOf } from '../digests/digest-store.ts'
import type { Messages } from '../messages/messages.ts'
import type { Entry, EntryItem } from '../register/entry.ts'
import { labelOf } from '../themes/theme-words.ts'
import { aboutName, type Introduction, peerIn } from './introductions/introduction.ts'
import { type SeenState, seenBy } from './introductions/seen-by.ts'
import type { Suggestion, Suggestions } from './suggestion.ts'
import { type Sought, suggestionsView } from './suggestions-view.ts'
import type { Help } from './what-would-help.ts'

/** Where one's own entry and a suggested peer stand, as far as one may know of it. */
type Known = { readonly introductionId: string; readonly state: SeenState }

/** A peer with what was said about it before. */
export type OwnSuggestion = {
  readonly suggestion: Suggestion
  readonly pairId: string
  /** The request and the offer, as the page that says 'we would like to talk' names them. */
  readonly about: string
  /** Whether a digest told of it. */
  readonly told: boolean
  readonly known?: Known
}

/** What fits one of somebody's offers or requests. */
export type OwnItemSuggestions = {
  readonly entry: Entry
  readonly item: EntryItem & { readonly direction: Sought }
  readonly suggestions: Suggestions
  readonly help: readonly Help[]
  readonly peers: readonly OwnSuggestion[]
}

/** The offers and requests of an entry: an interest asks for nobody. */
export const matchedItemsOf = (entry: Entry): readonly OwnItemSuggestions['item'][] =>
  entry.items.filter((item): item is OwnItemSuggestions['item'] => item.direction !== 'interest')

/**
 * What was found for an item, with what was said about each peer before. Peers that are one's own other entries are
 * left out: nobody is introduced to themselves.
 *
 * @param own the ids of all of somebody's entries
 * @param introductions those of the item's entry
 */
export const ownSuggestions = (
  found: Pick<OwnItemSuggestions, 'entry' | 'item' | 'suggestions' | 'help'>,
  own: readonly string[],
  introductions: readonly Introduction[],
): OwnItemSuggestions => {
  const { entry, item, suggestions } = found
  const knownOf = new Map(
    introductions.flatMap((introduction): [string, Known][] => {
      const state = seenBy(introduction, entry.entryId)
      const { introductionId } = introduction
      return state === undefined ? [] : [[peerIn(introduction, entry.entryId), { introductionId, state }]]
    }),
  )
  return {
    ...found,
    peers: suggestions.items
      .filter((suggestion) => !own.includes(suggestion.entry.entryId))
      .map((suggestion) => {
        const theirs = suggestion.item.itemId
        const known = knownOf.get(suggestion.entry.entryId)
        return {
          suggestion,
          pairId: pairOf(item.itemId, theirs).pairId,
          about: aboutName(
            item.direction === 'request'
              ? { request: item.itemId, offer: theirs }
              : { request: theirs, offer: item.itemId },
          ),
          told: false,
          ...(known && { known }),
        }
      }),
  }
}

/** The same, once it is known which pairs digests told of. */
export const withTold = (found: OwnItemSuggestions, told: ReadonlySet<string>): OwnItemSuggestions => ({
  ...found,
  peers: found.peers.map((peer) => ({ ...peer, told: told.has(peer.pairId) })),
})

/** What suggests itself for an item, as data, with labels and sentences in the language of `t`. */
export const ownSuggestionsView = (
  { entry, item, suggestions, help, peers }: OwnItemSuggestions,
  t: Messages,
) => {
  const items = peers.map(({ suggestion }) => suggestion)
  const view = suggestionsView({ ...suggestions, items }, help, soughtFor(item), t)
  return {
    entryId: entry.entryId,
    authority: entry.authority.name,
    itemId: item.itemId,
    direction: item.direction,
    theme: item.theme,
    themeLabel: labelOf(item.theme, t.language),
    ...view,
    items: view.items.map((each, at) => {
      const peer = peers[at]
      return {
        ...each,
        told: peer?.told ?? false,
        about: peer?.about ?? '',
        ...(peer?.known && { introduction: peer.known }),
      }
    }),
  }
}

/** What an item looks for. */
export const soughtFor = ({ direction }: Pick<OwnItemSuggestions['item'], 'direction'>): Sought =>
  direction === 'request' ? 'offer' : 'request'
