import { type Programme, pairObstacle } from '../../programmes/programme.ts'
import { type Entry, type EntryItem, maySee } from '../../register/entry.ts'
import type { RegisterIndex } from '../../register/register-index.ts'
import { themeSimilarity } from '../../themes/similarity.ts'
import { comparisonBy, rarityInRegister } from '../descriptions.ts'
import { fitOf, leastThemeSimilarity, scoreOf } from '../fit.ts'
import { sideOfItem } from '../suggestions.ts'
import type { Fits, FrozenOffer, FrozenRequest, KeptRound, Participants } from './kept-round.ts'
import type { KnownPeers } from './known-peers.ts'
import { fitUnit, forbidden, type Round } from './market.ts'

/** How many requests an authority takes in a round that did not state how many peers it can help. */
const capacityNotStated = 3

/** Who may take part in a round: entries in the programme's countries whose year is not over. */
const takingPart = (index: RegisterIndex, programme: Programme, today: string): readonly Entry[] =>
  [...index.entries()].filter(
    ({ until, authority }) => until >= today && !pairObstacle(programme, {}, authority, today),
  )

const takes = ({ programmes, visibility }: EntryItem, programme: Programme): boolean =>
  maySee('respondent', visibility) && (programmes.length === 0 || programmes.includes(programme.id))

/** The ids of the entries whose requests take part in a round (`frozenRound`). */
export const askingIn = (index: RegisterIndex, programme: Programme, now: string): readonly string[] =>
  takingPart(index, programme, now.slice(0, 10))
    .filter(({ items }) => items.some((item) => item.direction === 'request' && takes(item, programme)))
    .map(({ entryId }) => entryId)

/**
 * Freezes who takes part in a round, with how well each pair fits: requests and offers in the programme's countries
 * that name the programme or none, as far as respondents may see them. An authority offers as one, whatever the number
 * of its offers, so that its capacity holds for all of them together; a pair's fit is that of its best offer. An
 * authority that no request could have takes no part; a request that nobody could serve does, so that it is told why.
 *
 * @param now ISO 8601 in UTC
 * @param known whom a request is never paired with, by the id of its entry
 */
export const frozenRound = (
  index: RegisterIndex,
  programme: Programme,
  now: string,
  known: KnownPeers = new Map(),
): { readonly participants: Participants; readonly fits: Fits } => {
  const today = now.slice(0, 10)
  const compare = comparisonBy(rarityInRegister(index))
  const taking = takingPart(index, programme, today)
  const asking = taking.flatMap((entry) =>
    entry.items
      .filter((item) => item.direction === 'request' && takes(item, programme))
      .map((item) => ({ item, entry, side: sideOfItem({ item, entry }) })),
  )
  const offering = taking.flatMap((entry) => {
    const items = entry.items.filter((item) => item.direction === 'offer' && takes(item, programme))
    return items.length === 0 || entry.capacity === 0
      ? []
      : [{ entry, items: items.map((item) => ({ item, side: sideOfItem({ item, entry }) })) }]
  })

  const width = offering.length
  const weights = new Int32Array(asking.length * width).fill(forbidden)
  const choices = new Uint8Array(asking.length * width)
  for (const [p, request] of asking.entries())
    for (const [o, offer] of offering.entries()) {
      if (request.entry.entryId === offer.entry.entryId) continue
      if (known.get(request.entry.entryId)?.has(offer.entry.entryId)) continue
      let obstacle: boolean | undefined
      for (const [at, { item, side }] of offer.items.entries()) {
        if (themeSimilarity(request.item.theme, item.theme) < leastThemeSimilarity) continue
        obstacle ??=
          pairObstacle(programme, request.entry.authority, offer.entry.authority, today) !== undefined
        if (obstacle) break
        const fit = fitOf(request.side, side, compare, programme.interprets)
        if ('excluded' in fit) continue
        const weight = Math.round(fitUnit * scoreOf(fit.total))
        const pair = p * width + o
        if (weight > weights[pair]!) {
          weights[pair] = weight
          choices[pair] = at
        }
      }
    }
  const wanted = [...offering.keys()].filter((o) =>
    asking.some((_, p) => weights[p * width + o] !== forbidden),
  )
  return {
    participants: {
      requests: asking.map(({ item, entry }) => frozenRequest(item, entry)),
      offers: wanted.map((o) => frozenOffer(offering[o]!)),
    },
    fits: {
      weights: Int32Array.from(asking.flatMap((_, p) => wanted.map((o) => weights[p * width + o]!))),
      choices: Uint8Array.from(asking.flatMap((_, p) => wanted.map((o) => choices[p * width + o]!))),
    },
  }
}

const frozenRequest = ({ itemId, theme }: EntryItem, { entryId, authority }: Entry): FrozenRequest => ({
  itemId,
  entryId,
  authority: authority.name,
  country: authority.country,
  theme,
})

const frozenOffer = ({
  entry: { entryId, authority, capacity },
  items,
}: {
  readonly entry: Entry
  readonly items: readonly { readonly item: EntryItem }[]
}): FrozenOffer => ({
  entryId,
  authority: authority.name,
  country: authority.country,
  capacity: capacity ?? capacityNotStated,
  itemIds: items.map(({ item }) => item.itemId),
})

/** A round's frozen participants as what is matched. */
export const roundOf = (
  { roundId, perRequest }: Pick<KeptRound, 'roundId' | 'perRequest'>,
  { requests, offers }: Participants,
  { weights }: Pick<Fits, 'weights'>,
): Round => ({
  roundId,
  requests: requests.map(({ itemId }) => itemId),
  offers: offers.map(({ entryId }) => entryId),
  weights,
  perRequest,
  capacity: offers.map(({ capacity }) => capacity),
  lower: offers.map(() => 0),
})
