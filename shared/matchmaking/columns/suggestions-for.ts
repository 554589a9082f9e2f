import type { RegisterIndex } from '../../register/register-index.ts'
import { type CompareDescriptions, comparisonBy, rarityInRegister } from '../descriptions.ts'
import type { Suggestions } from '../suggestion.ts'
import type { Asker, SuggestionOptions } from '../suggestions.ts'
import { type Help, whatWouldHelp } from '../what-would-help.ts'
import { bestAlone, bestItems, countsFor } from './best-items.ts'
import { columnsOf, type RegisterColumns } from './item-columns.ts'

/** One version of the register as suggestions are asked of it. */
type View = { readonly columns: RegisterColumns; readonly compare: CompareDescriptions }

/** A warm process keeps what it made of a version for as long as it keeps the version. */
const known = new WeakMap<RegisterIndex, View>()

const viewOf = (index: RegisterIndex): View => {
  let view = known.get(index)
  if (!view) {
    const rarityOf = rarityInRegister(index)
    view = { columns: columnsOf([...index.entries()], rarityOf), compare: comparisonBy(rarityOf) }
    known.set(index, view)
  }
  return view
}

/**
 * The best peers for an offer or a request, as `suggestionsAmong` finds them by a plain loop over all items, and the
 * same to the last digit: a view over the register's columns, stored nowhere (DEFINITIONS, Fit 7).
 */
export const suggestionsFor = (
  asker: Asker,
  index: RegisterIndex,
  options: SuggestionOptions,
): Suggestions => {
  const { columns, compare } = viewOf(index)
  return bestItems(asker, columns, compare, options)
}

/** The best peers alone, without counting who was left out: for digests, which do not show it. */
export const bestPeersFor = (
  asker: Asker,
  index: RegisterIndex,
  options: SuggestionOptions,
): Suggestions['items'] => {
  const { columns, compare } = viewOf(index)
  return bestAlone(asker, columns, compare, options)
}

/** What the asker could state otherwise so that more peers fit. */
export const helpFor = (asker: Asker, index: RegisterIndex, options: SuggestionOptions): readonly Help[] => {
  const { columns } = viewOf(index)
  return whatWouldHelp(asker, options, (each, under) => countsFor(each, columns, under).total)
}
