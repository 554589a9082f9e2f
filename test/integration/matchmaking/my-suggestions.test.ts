import { beforeAll, describe, expect, it } from 'vitest'
import { expressInterest } from '../../../functions/matchmaking/express-interest.ts'
import { type SuggestionsParts, showMySuggestions } from '../../../functions/matchmaking/my-suggestions.ts'
import { showDeskSuggestions } from '../../../functions/secretariat/show-suggestions.ts'
import { pairOf } from '../../../shared/digests/digest-store.ts'
import type { Failure } from '../../../shared/failures.ts'
import { peersOf } from '../../../shared/matchmaking/peers-index.ts'
import type { Entry } from '../../../shared/register/entry.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { digestTable } from '../../../shared/table/digest-table.ts'
import { introductionReads, spentIn } from '../../../shared/table/introduction-table.ts'
import { sessionTable } from '../../../shared/table/session-table.ts'
import { anEntry, anItem } from '../../support/builders.ts'
import { atDeskAs, deskPartsOn } from '../../support/desk.ts'
import {
  introducedAt,
  introductionsPartsOn,
  type Side,
  storedAfter,
  twoSidesIn,
} from '../../support/introductions.ts'
import { registerOf } from '../../support/register-entries.ts'
import { aRequest, aSite } from '../../support/requests.ts'
import { aRespondentIn, aSessionIn } from '../../support/sessions.ts'
import { putItem } from '../../support/table-items.ts'
import { freshTables } from '../../support/tables.ts'

let tables: Tables
beforeAll(async () => {
  tables = await freshTables()
})

const partsWith = (...entries: readonly Entry[]): SuggestionsParts => ({
  site: aSite,
  store: {
    ...sessionTable(tables),
    ...introductionReads(tables),
    spentIn: spentIn(tables),
    pairsTold: digestTable(tables).pairsTold,
  },
  peers: { open: async () => peersOf(registerOf(...entries)) },
  now: () => introducedAt,
})
const suggestionsFor = async (
  side: Pick<Side, 'headers'>,
  entries: readonly Entry[],
  query: Record<string, string[]> = {},
) => {
  const answer = await showMySuggestions(partsWith(...entries))(aRequest({ headers: side.headers, query }))
  return JSON.parse(answer.body ?? '{}')
}
const pageFor = async (side: Pick<Side, 'headers'>, entries: readonly Entry[]) =>
  (await showMySuggestions(partsWith(...entries))(aRequest({ headers: side.headers, wants: 'html' }))).body ??
  ''

describe("one's own suggestions", () => {
  it('lists for each offer and request who fits, with reasons, and leads to saying so about that very pair', async () => {
    const sides = await twoSidesIn(tables)
    const all = [sides.asks.entry, sides.offers.entry]
    const [own] = (await suggestionsFor(sides.asks, all)).suggestions
    expect(own).toMatchObject({
      itemId: sides.asks.entry.items[0]?.itemId,
      total: 1,
      items: [{ entryId: sides.offers.entry.entryId, told: false }],
    })
    expect(own.items[0].reasons.length).toBeGreaterThan(5)
    const page = await pageFor(sides.asks, all)
    const address = /href="([^"]+\/interest\?[^"]+)"/.exec(page)?.[1] ?? ''
    const to = new URL(address.replaceAll('&amp;', '&'), aSite.siteUrl)
    expect(to.pathname).toBe(`/register/${sides.offers.entry.entryId}/interest`)
    expect(to.searchParams.get('from')).toBe(sides.asks.entry.entryId)
    expect(to.searchParams.get('about')).toBe(own.items[0].about)
  })

  it('marks whom one would like to talk to, and tells the other side nothing of it', async () => {
    const sides = await twoSidesIn(tables)
    const all = [sides.asks.entry, sides.offers.entry]
    await expressInterest(introductionsPartsOn(tables))(
      aRequest({
        headers: sides.asks.headers,
        body: {},
        parameters: { entryId: sides.offers.entry.entryId },
      }),
    )
    const [mine] = (await suggestionsFor(sides.asks, all)).suggestions
    expect(mine.items[0].introduction).toMatchObject({ state: 'wanted' })
    expect(await pageFor(sides.asks, all)).not.toContain('/interest?')
    const [theirs] = (await suggestionsFor(sides.offers, all)).suggestions
    expect(theirs.items[0]).not.toHaveProperty('introduction')
    expect(await pageFor(sides.offers, all)).toContain('/interest?')
  })

  it('leaves out whom one was introduced to, and counts them', async () => {
    const sides = await twoSidesIn(tables)
    await storedAfter(tables, sides, 'introduced')
    const [mine] = (await suggestionsFor(sides.asks, [sides.asks.entry, sides.offers.entry])).suggestions
    expect(mine.items).toEqual([])
    expect(mine.excluded).toContainEqual(expect.objectContaining({ reason: 'already-introduced', count: 1 }))
  })

  it('marks the pairs that a digest told of', async () => {
    const sides = await twoSidesIn(tables)
    const { pairId, itemIds } = pairOf(
      sides.asks.entry.items[0]?.itemId ?? '',
      sides.offers.entry.items[0]?.itemId ?? '',
    )
    await putItem(
      tables,
      'pair',
      { pairId },
      { pairId, itemIds, toldTo: new Set([sides.asks.contact.contactId]) },
    )
    const all = [sides.asks.entry, sides.offers.entry]
    expect((await suggestionsFor(sides.asks, all)).suggestions[0].items[0].told).toBe(true)
    expect((await suggestionsFor(sides.offers, all)).suggestions[0].items[0].told).toBe(false)
  })

  it('shows twenty at most of one item, and three of each where there are several', async () => {
    const { contact, entries } = await aRespondentIn(tables, {
      entries: [
        {
          entryId: 'asksmuch',
          items: [
            anItem({ entryId: 'asksmuch', direction: 'request' }),
            anItem({ entryId: 'asksmuch', direction: 'request', theme: 'water-supply' }),
          ],
        },
      ],
    })
    const { headers } = await aSessionIn(tables, 'respondent', contact.contactId)
    const peers = Array.from({ length: 25 }, (_, n) =>
      anEntry({ entryId: `peer${n}`, items: [anItem({ entryId: `peer${n}` })] }),
    )
    const all = [...entries, ...peers]
    const found = await suggestionsFor({ headers }, all)
    expect(found.suggestions[0]).toMatchObject({ total: 25 })
    expect(found.suggestions[0].items).toHaveLength(20)
    expect((await pageFor({ headers }, all)).match(/\/interest\?/g)).toHaveLength(6)
    const one = await suggestionsFor({ headers }, all, { item: ['asksmuch.request.water-supply'] })
    expect(one.suggestions).toHaveLength(1)
  })

  it('shows the desk as well who fits, and where the two stand, with the button that proposes the pair', async () => {
    const sides = await twoSidesIn(tables)
    const all = [sides.asks.entry, sides.offers.entry]
    const desk = deskPartsOn(tables, { peers: { open: async () => peersOf(registerOf(...all)) } })
    const { headers } = await atDeskAs(tables, 'officer')
    const look = (wants: 'html' | 'json') =>
      showDeskSuggestions(desk)(
        aRequest({ headers, wants, parameters: { entryId: sides.asks.entry.entryId } }),
      )
    const peerId = sides.offers.entry.entryId
    expect((await look('html')).body).toContain(`<input type="hidden" name="other" value="${peerId}"/>`)
    await storedAfter(tables, sides, 'wanted')
    expect(JSON.parse((await look('json')).body ?? '{}').suggestions).toMatchObject([
      { total: 1, items: [{ entryId: peerId, introduction: { shelf: 'wanted' } }] },
    ])
  })

  it("suggests nothing for an entry that is not public, and does not know others' items", async () => {
    const { contact, entries } = await aRespondentIn(tables, { entries: [{ state: 'awaiting-review' }] })
    const { headers } = await aSessionIn(tables, 'respondent', contact.contactId)
    const found = await suggestionsFor({ headers }, [])
    expect(found).toMatchObject({ suggestions: [], notPublic: [{ state: 'awaiting-review' }] })
    const itemId = entries[0]?.items[0]?.itemId ?? ''
    const failure = await suggestionsFor({ headers }, [], { item: [itemId] }).catch((error: Failure) => error)
    expect(failure).toMatchObject({ kind: 'not-found' })
  })
})
