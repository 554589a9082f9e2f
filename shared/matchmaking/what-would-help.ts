import type { Asker, SuggestionOptions } from './suggestions.ts'

/** What an asker could state otherwise so that more peers fit. */
export const changes = ['accept-interpretation', 'open-capacity', 'without-programme'] as const
type Change = (typeof changes)[number]

/** How many more fit if one thing were different and all else as it is. */
export type Help = { readonly change: Change; readonly more: number }

/**
 * What would let more peers fit, the most helpful first: only what the asker alone decides, each by itself, and only
 * where it brings somebody. What others would have to change, or what the asker may not see, is never told.
 *
 * @param fittingOf counts who fits an asker under options
 */
export const whatWouldHelp = (
  asker: Asker,
  options: SuggestionOptions,
  fittingOf: (asker: Asker, options: SuggestionOptions) => number,
): readonly Help[] => {
  const { entry, item } = asker
  const { programme, ...without } = options
  const now = fittingOf(asker, options)
  const ways: Partial<Record<Change, () => number>> = {
    ...(entry.interpretation !== true && {
      'accept-interpretation': () => fittingOf({ item, entry: { ...entry, interpretation: true } }, options),
    }),
    ...(item.direction === 'offer' &&
      entry.capacity === 0 && {
        'open-capacity': () => fittingOf({ item, entry: { ...entry, capacity: 1 } }, options),
      }),
    ...(programme && { 'without-programme': () => fittingOf(asker, without) }),
  }
  return changes
    .flatMap((change) => {
      const more = (ways[change]?.() ?? now) - now
      return more > 0 ? [{ change, more }] : []
    })
    .sort((a, b) => b.more - a.more)
}
