import type { IntroductionsParts } from '../../functions/matchmaking/introductions-parts.ts'
import type { Introduction } from '../../shared/matchmaking/introductions/introduction.ts'
import { suggestedIntroduction } from '../../shared/matchmaking/introductions/introduction.ts'
import { type Deed, takeStep } from '../../shared/matchmaking/introductions/take-step.ts'
import type { Entry } from '../../shared/register/entry.ts'
import type { Contact } from '../../shared/survey/contact.ts'
import type { Tables } from '../../shared/table/client.ts'
import { introductionReads, introductionWrites } from '../../shared/table/introduction-table.ts'
import { sessionTable } from '../../shared/table/session-table.ts'
import { tokenByHash } from '../../shared/table/token-reads.ts'
import { anItem } from './builders.ts'
import { aSite } from './requests.ts'
import { aRespondentIn, aSessionIn } from './sessions.ts'

export const introducedAt = '2026-11-23T10:00:00.000Z'

/** The parts of the respondents' introductions on real tables; say only what the test is about. */
export const introductionsPartsOn = (
  tables: Tables,
  stated: Partial<IntroductionsParts> = {},
): IntroductionsParts => ({
  site: aSite,
  store: {
    ...sessionTable(tables),
    ...introductionReads(tables),
    ...introductionWrites(tables),
    tokenByHash: tokenByHash(tables),
  },
  now: () => introducedAt,
  pause: async () => {},
  ...stated,
})

/** Somebody with one public entry, signed in. */
export type Side = {
  readonly contact: Contact
  readonly entry: Entry
  readonly headers: Record<string, string>
}

const sideIn = async (tables: Tables, contact: Partial<Contact>, stated: Partial<Entry>): Promise<Side> => {
  const made = await aRespondentIn(tables, { contact, entries: [stated] })
  const entry = made.entries[0] as Entry
  const { headers } = await aSessionIn(tables, 'respondent', made.contact.contactId)
  return { contact: made.contact, entry, headers }
}

let made = 0

/** Zliten, which asks for help with waste, and Utrecht, which offers it: both public, their people signed in. */
export const twoSidesIn = async (
  tables: Tables,
  stated: {
    readonly asks?: Partial<Entry>
    readonly offers?: Partial<Entry>
    readonly contact?: Partial<Contact>
  } = {},
): Promise<{ readonly asks: Side; readonly offers: Side }> => {
  made++
  const [z, u] = [`zliten${made}`, `utrecht${made}`]
  return {
    asks: await sideIn(
      tables,
      { language: 'ar', ...stated.contact },
      {
        entryId: z,
        authority: { name: 'Zliten', country: 'LY' },
        languages: ['ar', 'en'],
        items: [
          anItem({
            entryId: z,
            direction: 'request',
            description: 'Sorting waste of 250,000 people',
            formats: ['study-visit'],
          }),
        ],
        ...stated.asks,
      },
    ),
    offers: await sideIn(
      tables,
      { language: 'en' },
      {
        entryId: u,
        items: [anItem({ entryId: u, formats: ['study-visit', 'online'] })],
        ...stated.offers,
      },
    ),
  }
}

/** An introduction after some deeds, all at one moment. */
export const afterDeeds = (
  one: string,
  other: string,
  deeds: readonly Deed[],
  now = introducedAt,
): Introduction =>
  deeds.reduce((before, deed) => takeStep(before, deed, now), suggestedIntroduction(one, other, now))

/** What leads to some states, as these two sides and an officer would do it. */
const leadingTo = ({ asks, offers }: { readonly asks: Side; readonly offers: Side }) => {
  const sideOf = ({ entry, contact }: Side) =>
    ({ as: 'side', entryId: entry.entryId, contactId: contact.contactId }) as const
  const about = {
    request: asks.entry.items[0]?.itemId ?? '',
    offer: offers.entry.items[0]?.itemId ?? '',
  }
  const wanted: readonly Deed[] = [
    { deed: 'want', by: sideOf(asks), about, hope: 'To see how sorting begins.' },
  ]
  const both: readonly Deed[] = [...wanted, { deed: 'want', by: sideOf(offers) }]
  return {
    wanted,
    both,
    introduced: [...both, { deed: 'introduce', by: { as: 'officer', userId: 'olga' } }],
  } satisfies Record<string, readonly Deed[]>
}

/** An introduction of these two, as far as it is to be, stored step by step. */
export const storedAfter = async (
  tables: Tables,
  sides: { readonly asks: Side; readonly offers: Side },
  as: 'wanted' | 'both' | 'introduced',
): Promise<Introduction> => {
  const [one, other] = [sides.asks.entry.entryId, sides.offers.entry.entryId]
  const { change } = introductionWrites(tables)
  let before: Introduction | undefined
  let after = suggestedIntroduction(one, other, introducedAt)
  for (const deed of leadingTo(sides)[as]) {
    after = takeStep(after, deed, introducedAt)
    await change({ before, after, notices: [] })
    before = after
  }
  return after
}
