import type { Entry } from '../register/entry.ts'
import { maySee } from '../register/entry.ts'
import { entryOfItem } from './introductions/introduction.ts'
import type { PeersIndex } from './peers-index.ts'
import type { Exclusion, Suggestion } from './suggestion.ts'
import { type Asker, mostSuggestions, type SuggestionOptions, suggestionsAmong } from './suggestions.ts'

/** As many peers as a list of suggestions shows can be on a shortlist. */
export const mostOnShortlist = mostSuggestions

/** Chosen peers as the register has them now: a shortlist is an address, nothing of it is stored. */
export type Shortlist = {
  /** Best first, with the same scores and reasons as among all. */
  readonly items: readonly Suggestion[]
  /** Those that fitted when they were chosen and do not any more. */
  readonly left: readonly { readonly entry: Entry; readonly itemId: string; readonly reason: Exclusion }[]
  /** How many the viewer cannot find in the register any more. */
  readonly gone: number
}

/** Judges chosen items anew for an asker. */
export const shortlistOf = async (
  asker: Asker,
  peers: Pick<PeersIndex, 'entry' | 'compare'>,
  itemIds: readonly string[],
  options: SuggestionOptions,
): Promise<Shortlist> => {
  const found = await Promise.all(
    [...new Set(itemIds)].map(async (itemId) => {
      const entry = await peers.entry(entryOfItem(itemId))
      const item = entry?.items.find((each) => each.itemId === itemId)
      return entry && item && maySee(options.viewer, item.visibility) ? { entry, item } : undefined
    }),
  )
  const there = found.filter((each) => each !== undefined)
  const { compare } = peers
  const judged = there.map((each) => ({ ...each, ...suggestionsAmong(asker, [each], compare, options) }))
  return {
    items: suggestionsAmong(asker, there, compare, options).items,
    left: judged.flatMap(({ entry, item, excluded: [excluded] }) =>
      excluded ? [{ entry, itemId: item.itemId, reason: excluded.reason }] : [],
    ),
    // An item that looks in the same direction as the asker was never a peer of this question.
    gone: found.length - judged.filter(({ total, excluded }) => total + excluded.length > 0).length,
  }
}
