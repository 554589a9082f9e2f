import { Failure } from '../../shared/failures.ts'
import type { PeersIndex } from '../../shared/matchmaking/peers-index.ts'
import type { RegisteredItem } from '../../shared/matchmaking/read-shortlist-query.ts'
import { type Entry, type EntryItem, maySee } from '../../shared/register/entry.ts'

/**
 * A registered item and its entry, as everybody may see them.
 *
 * @throws Failure `not-found` for an item that does not exist or is not public
 */
export const publicItem = async (
  peers: Pick<PeersIndex, 'entry'>,
  asked: RegisteredItem,
): Promise<{ readonly entry: Entry; readonly item: EntryItem }> => {
  const found = await peers.entry(asked.entry)
  const entry = found && asEverybodySees(found)
  const item = entry?.items.find(({ itemId }) => itemId === asked.item)
  if (!entry || !item) throw new Failure('not-found', 'no-such-entry')
  return { entry, item }
}

/** Hidden items of the asker's entry must not show through a reason such as help in return. */
const asEverybodySees = (entry: Entry): Entry => ({
  ...entry,
  items: entry.items.filter(({ visibility }) => maySee('visitor', visibility)),
})
