import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bestItems } from '../../../shared/matchmaking/columns/best-items.ts'
import { columnsOf } from '../../../shared/matchmaking/columns/item-columns.ts'
import { comparisonBy, rarityIn } from '../../../shared/matchmaking/descriptions.ts'
import type { Standing } from '../../../shared/matchmaking/introductions/standing.ts'
import { itemsOf, suggestionsAmong } from '../../../shared/matchmaking/suggestions.ts'
import { shippedProgramme } from '../../../shared/programmes/programmes.ts'
import { type Entry, maySee, viewers } from '../../../shared/register/entry.ts'
import { themeIds } from '../../../shared/themes/themes.ts'
import { someEntries } from '../../support/some-entries.ts'

/** Every third entry said no, was introduced, or has a capacity that was spent in part. */
const someStanding = (entries: readonly Entry[], seed: number): Standing => {
  const ids = entries.map(({ entryId }) => entryId)
  return {
    declined: new Set(ids.filter((_, n) => (n + seed) % 3 === 0)),
    introduced: new Set(ids.filter((_, n) => (n + seed) % 4 === 1)),
    spent: new Map(ids.filter((_, n) => n % 2 === 0).map((id, n) => [id, 1 + (n % 3)])),
  }
}

const now = '2026-11-23T12:00:00.000Z'

describe('suggestions from columns', () => {
  it('equal the plain loop, scores, reasons, order and what is left out', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.nat(),
        fc.constantFrom(...viewers),
        fc.boolean(),
        fc.boolean(),
        (seed, chosen, viewer, inProgramme, stands) => {
          const entries = someEntries(120, seed, themeIds.slice(0, 1 + (seed % 12)))
          const items = [...itemsOf(entries)]
          const asker = items[chosen % items.length]
          if (!asker) return
          const rarityOf = rarityIn(
            items.map(({ item }) => item).filter(({ visibility }) => maySee('visitor', visibility)),
          )
          const compare = comparisonBy(rarityOf)
          const options = {
            viewer,
            now,
            limit: 5,
            ...(inProgramme && { programme: shippedProgramme('nicosia') }),
            ...(stands && { standing: someStanding(entries, seed) }),
          }
          expect(bestItems(asker, columnsOf(entries, rarityOf), compare, options)).toEqual(
            suggestionsAmong(asker, items, compare, options),
          )
        },
      ),
      { numRuns: 60 },
    )
  })
})
