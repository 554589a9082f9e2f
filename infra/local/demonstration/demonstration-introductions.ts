import {
  type Introduction,
  suggestedIntroduction,
} from '../../../shared/matchmaking/introductions/introduction.ts'
import { type Deed, takeStep } from '../../../shared/matchmaking/introductions/take-step.ts'
import type { Language } from '../../../shared/messages/languages.ts'
import type { EntryItem } from '../../../shared/register/entry.ts'
import { addressHash } from '../../../shared/survey/address-hash.ts'
import type { ImportedEntry } from '../../../shared/survey/import-store.ts'
import { deskPeople } from '../sign-in/desk-people.ts'
import { type Chance, chanceOf } from './chance.ts'

/** Of so many of the first entries the demonstration's introductions are made. */
export const introducedAmong = 240

/** Two who could talk: who asks, who offers, and about which of their items. */
type Couple = {
  readonly asks: ImportedEntry
  readonly offers: ImportedEntry
  readonly request: EntryItem
  readonly offer: EntryItem
}

/** What happens in turn, with the days after the step before. */
type Plot = readonly (readonly [
  days: number,
  deed: (couple: Couple, officer: string, chance: Chance) => Deed,
])[]

const side = ({ entry, contact }: ImportedEntry) =>
  ({ as: 'side', entryId: entry.entryId, contactId: contact.contactId }) as const
const aboutOf = ({ request, offer }: Couple) => ({ request: request.itemId, offer: offer.itemId })

/** What somebody hopes for, in the language of their mails. */
const hopes: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'To see how you began, and what you would not do again.',
    'An hour online first, then perhaps a visit in spring.',
    'Your tender documents would help us most.',
  ],
  fr: [
    'Voir comment vous avez commencé, et ce que vous ne referiez pas.',
    'Un premier échange en ligne, puis une visite.',
  ],
  uk: [
    'Побачити, з чого ви починали і чого б не повторили.',
    'Спершу година онлайн, а навесні, можливо, візит.',
  ],
  ar: ['أن نرى كيف بدأتم وما لا تكررونه.', 'لقاء أول عبر الإنترنت ثم ربما زيارة في الربيع.'],
}

const lines: readonly string[] = [
  'Two hours online; they sent us their tender documents afterwards.',
  'Three days on site with our engineers. We copied the timetable of collection.',
  'A useful talk. A visit in spring is planned.',
  'Half a day online with both mayors; the staff go on by mail.',
]

const asksWants: Plot[number][1] = (couple, _, chance) => ({
  deed: 'want',
  by: side(couple.asks),
  about: aboutOf(couple),
  hope: chance.oneOf(hopes[couple.asks.contact.language]),
})
const offersWants: Plot[number][1] = (couple) => ({
  deed: 'want',
  by: side(couple.offers),
  about: aboutOf(couple),
})
const proposed: Plot[number][1] = (couple, userId) => ({
  deed: 'propose',
  by: { as: 'officer', userId },
  about: aboutOf(couple),
})
const introduced: Plot[number][1] = (_, userId) => ({ deed: 'introduce', by: { as: 'officer', userId } })
const both: Plot = [
  [0, asksWants],
  [2, offersWants],
]
const met: Plot = [...both, [1, introduced]]
const happened =
  (who: 'asks' | 'offers'): Plot[number][1] =>
  (couple, _, chance) => ({
    deed: 'complete',
    by: side(couple[who]),
    outcome: {
      format: chance.oneOf(['online', 'study-visit', 'expert-mission'] as const),
      useful: chance.weighted([
        ['very', 3],
        ['somewhat', 1],
      ] as const),
      line: chance.oneOf(lines),
    },
  })

/** Every state an introduction can be in, several times, with what led there. */
const plots: readonly (readonly [count: number, plot: Plot])[] = [
  [
    1,
    [
      [0, asksWants],
      [1, (couple) => ({ deed: 'withdraw', by: side(couple.asks) })],
    ],
  ],
  [5, [[0, asksWants]]],
  [2, [[0, offersWants]]],
  [3, both],
  [
    1,
    [
      [0, asksWants],
      [1, proposed],
      [1, offersWants],
    ],
  ],
  [2, [[0, proposed]]],
  [
    1,
    [
      [0, proposed],
      [2, offersWants],
    ],
  ],
  [4, met],
  [3, [...met, [4, (couple) => ({ deed: 'begin', by: side(couple.asks) })]]],
  [2, [...met, [3, (couple) => ({ deed: 'begin', by: side(couple.offers) })], [4, happened('asks')]]],
  [2, [...met, [6, happened('offers')], [1, happened('asks')]]],
  [
    1,
    [
      [0, proposed],
      [2, (couple) => ({ deed: 'decline', by: side(couple.offers), reason: 'no-time' })],
    ],
  ],
  [1, [...met, [5, (couple) => ({ deed: 'decline', by: side(couple.asks), reason: 'found-another' })]]],
  [2, [...both, [3, (_, userId) => ({ deed: 'lapse', by: { as: 'officer', userId } })]]],
]

/**
 * Introductions among the demonstration's entries, some in every state, each as if its people and an officer had done
 * in the last weeks what led there. The same entries, seed and `now` give the same ones.
 */
export const demonstrationIntroductions = (
  entries: readonly ImportedEntry[],
  { seed, now, addressKey }: { readonly seed: string; readonly now: string; readonly addressKey: string },
): readonly Introduction[] => {
  const couples = couplesAmong(entries)
  const officer = addressHash(addressKey, deskPeople[1].email)
  let next = 0
  return plots
    .flatMap(([count, plot]) => Array.from({ length: count }, () => plot))
    .flatMap((plot) => {
      const days = plot.reduce((sum, [after]) => sum + after, 0)
      // Whoever answered too lately for all of this is left for a shorter story.
      while (next < couples.length && latestStart(couples[next] as Couple, days) > now) next++
      const couple = couples[next++]
      return couple ? [played(couple, plot, officer, now, chanceOf(`${seed}:introduction:${next}`))] : []
    })
}

const dayInMs = 86_400_000
const daysAfter = (iso: string, days: number) => new Date(Date.parse(iso) + days * dayInMs).toISOString()

/** When a story of so many days would end if it began the day after both had answered last. */
const latestStart = ({ asks, offers }: Couple, days: number): string =>
  daysAfter([asks.entry.updatedAt, offers.entry.updatedAt].sort().at(-1) ?? '', days + 1)

const played = (couple: Couple, plot: Plot, officer: string, now: string, chance: Chance): Introduction => {
  const days = plot.reduce((sum, [after]) => sum + after, 0)
  // The story ended some days ago at most, and never before both were there.
  const spare = (Date.parse(now) - Date.parse(latestStart(couple, days))) / dayInMs
  let at = daysAfter(now, -days - Math.min(spare, chance.draw() * 3))
  let introduction = suggestedIntroduction(couple.asks.entry.entryId, couple.offers.entry.entryId, at)
  for (const [after, deed] of plot) {
    at = daysAfter(at, after)
    introduction = takeStep(introduction, deed(couple, officer, chance), at)
  }
  return introduction
}

/** Pairs of a request and an offer on the same theme, of two countries, each authority in one pair at most. */
const couplesAmong = (entries: readonly ImportedEntry[]): readonly Couple[] => {
  const taken = new Set<string>()
  const shown = entries.filter(({ entry }) => entry.state === 'public')
  const free = ({ entry }: ImportedEntry) => !taken.has(entry.entryId)
  const open = ({ visibility }: EntryItem) => visibility !== 'secretariat'
  return shown.flatMap((asks) => {
    if (!free(asks)) return []
    for (const request of asks.entry.items.filter((item) => item.direction === 'request' && open(item)))
      for (const offers of shown) {
        const offer = offers.entry.items.find(
          (item) => item.direction === 'offer' && item.theme === request.theme && open(item),
        )
        if (!offer || !free(offers) || offers === asks || offers.entry.capacity === 0) continue
        if (offers.entry.authority.country === asks.entry.authority.country) continue
        if (!offers.entry.languages.some((language) => asks.entry.languages.includes(language))) continue
        taken.add(asks.entry.entryId).add(offers.entry.entryId)
        return [{ asks, offers, request, offer }]
      }
    return []
  })
}
