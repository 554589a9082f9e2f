import { comparisonBy, rarityInRegister } from '../../shared/matchmaking/descriptions.ts'
import type { Suggestions } from '../../shared/matchmaking/suggestion.ts'
import {
  type Asker,
  itemsOf,
  type SuggestionOptions,
  suggestionsAmong,
} from '../../shared/matchmaking/suggestions.ts'
import { whatWouldHelp } from '../../shared/matchmaking/what-would-help.ts'
import type { RegisterIndex } from '../../shared/register/register-index.ts'

/**
 * What is suggested, by the plain loop that says what suggestions are; that the register's columns give the very same
 * is shown by tests of their own.
 */
export const suggestionsFor = (asker: Asker, index: RegisterIndex, options: SuggestionOptions): Suggestions =>
  suggestionsAmong(asker, itemsOf(index.entries()), comparisonBy(rarityInRegister(index)), options)

/** What would help an asker, by the same loop. */
export const helpFor = (asker: Asker, index: RegisterIndex, options: SuggestionOptions) =>
  whatWouldHelp(asker, options, (each, under) => suggestionsFor(each, index, under).total)
