import type { Entry } from '../register/entry.ts'
import type { RegisterIndex, RegisterReader } from '../register/register-index.ts'
import { bestAlone, bestItems, countsFor } from './columns/best-items.ts'
import { columnsOf } from './columns/item-columns.ts'
import { type CompareDescriptions, comparisonBy, rarityInRegister } from './descriptions.ts'
import type { Suggestions } from './suggestion.ts'
import type { Asker, SuggestionOptions } from './suggestions.ts'
import { type Help, whatWouldHelp } from './what-would-help.ts'

/** One version of the register as suggestions are asked of it: a view, stored nowhere (DEFINITIONS, Fit 7). */
export type PeersIndex = {
  /** Compares descriptions as this version does. */
  readonly compare: CompareDescriptions
  /** A public entry. */
  entry(entryId: string): Promise<Entry | undefined>
  /** All public entries in order of id: for those who look at each. */
  entries(): Promise<Iterable<Entry>>
  /**
   * The best peers for an offer or a request, as `suggestionsAmong` finds them by a plain loop over all items, and the
   * same to the last digit.
   */
  suggestions(asker: Asker, options: SuggestionOptions): Promise<Suggestions>
  /** The best peers alone, without counting who was left out: for digests, which do not show it. */
  best(asker: Asker, options: SuggestionOptions): Promise<Suggestions['items']>
  /** What the asker could state otherwise so that more peers fit. */
  help(asker: Asker, options: SuggestionOptions): Promise<readonly Help[]>
}

/** Opens the current register for suggestions: nothing that was confirmed before the call is missing. */
export type PeersReader = { open(): Promise<PeersIndex> }

/** The suggestions of a register whose entries are in memory. */
export const peersOf = (index: RegisterIndex): PeersIndex => {
  const rarityOf = rarityInRegister(index)
  const compare = comparisonBy(rarityOf)
  const columns = columnsOf([...index.entries()], rarityOf)
  return {
    compare,
    entry: async (entryId) => index.entry(entryId),
    entries: async () => index.entries(),
    suggestions: async (asker, options) => bestItems(asker, columns, compare, options),
    best: async (asker, options) => bestAlone(asker, columns, compare, options),
    help: async (asker, options) =>
      whatWouldHelp(asker, options, (each, under) => countsFor(each, columns, under).total),
  }
}

/** A warm process keeps what it made of a version for as long as it keeps the version. */
export const peersReader = (register: RegisterReader): PeersReader => {
  const known = new WeakMap<RegisterIndex, PeersIndex>()
  return {
    async open() {
      const index = await register.open()
      const peers = known.get(index) ?? peersOf(index)
      known.set(index, peers)
      return peers
    },
  }
}
