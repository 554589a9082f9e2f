import type { Entry, Viewer } from '../../register/entry.ts'
import { itemsOf, suggestionsAmong } from '../suggestions.ts'
import type { About } from './introduction.ts'

/** The most pairs that are offered to choose from. */
const mostPairs = 5

/**
 * What two could talk about: requests of one and offers of the other that fit, best first. Descriptions are not
 * compared: within two entries they change no order that matters.
 *
 * @param viewer whose eyes see the peer's items
 */
export const fittingPairs = (
  own: Entry,
  peer: Entry,
  { viewer, now }: { readonly viewer: Viewer; readonly now: string },
): readonly About[] =>
  own.items
    .flatMap((item) =>
      suggestionsAmong({ item, entry: own }, itemsOf([peer]), () => undefined, { viewer, now }).items.map(
        ({ item: theirs, score }) => ({
          about:
            item.direction === 'request'
              ? { request: item.itemId, offer: theirs.itemId }
              : { request: theirs.itemId, offer: item.itemId },
          score,
        }),
      ),
    )
    .sort((a, b) => b.score - a.score || (a.about.request < b.about.request ? -1 : 1))
    .slice(0, mostPairs)
    .map(({ about }) => about)
