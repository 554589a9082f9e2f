import type { IntroductionsParts } from '../../functions/matchmaking/introductions-parts.ts'
import type { Introduction } from '../../shared/matchmaking/introductions/introduction.ts'
import type { DeskIntroductions } from '../../shared/matchmaking/introductions/introduction-store.ts'
import type { SeenState } from '../../shared/matchmaking/introductions/seen-by.ts'
import { shelfOf } from '../../shared/matchmaking/introductions/shelf.ts'
import type { Deed } from '../../shared/matchmaking/introductions/take-step.ts'
import { hashOfToken, type TokenItem } from '../../shared/notices/token.ts'
import type { Entry } from '../../shared/register/entry.ts'
import { anEntry, anItem } from './builders.ts'
import { afterDeeds } from './introductions.ts'
import { aContact } from './notices.ts'

/** Names as long and in as many scripts as real ones. */
const names = [
  'Communauté d’agglomération du Pays de Saint-Malo',
  'Виконавчий комітет Кам’янець-Подільської міської ради',
  'بلدية زليتن',
  'თბილისის მერია',
  'Gemeente Súdwest-Fryslân',
]
const countries = ['FR', 'UA', 'LY', 'GE', 'NL'] as const

const own = 'entry1'
const aboutWith = (peer: string) => ({
  request: `${own}.request.fisheries`,
  offer: `${peer}.offer.fisheries`,
})
const officer = { as: 'officer', userId: 'user1' } as const
const clock = { as: 'clock' } as const
const side = (entryId: string) =>
  ({ as: 'side', entryId, contactId: entryId === own ? 'amina' : `person-of-${entryId}` }) as const

/** What leads to each way in which one of the two can see an introduction. */
const leadingTo = {
  wanted: (peer) => [
    { deed: 'want', by: side(own), about: aboutWith(peer), hope: 'Une visite de deux jours à votre criée.' },
  ],
  'to-confirm': (peer) => [
    ...leadingTo.wanted(peer),
    { deed: 'want', by: side(peer), hope: 'نريد أن نرى كيف تُفرز النفايات في المدينة القديمة' },
  ],
  proposed: (peer) => [{ deed: 'propose', by: officer, about: aboutWith(peer) }],
  answered: (peer) => [...leadingTo.proposed(peer), { deed: 'want', by: side(own) }],
  introduced: (peer) => [...leadingTo['to-confirm'](peer), { deed: 'introduce', by: officer }],
  'under-way': (peer) => [...leadingTo.introduced(peer), { deed: 'begin', by: side(peer) }],
  completed: (peer) => [
    ...leadingTo['under-way'](peer),
    {
      deed: 'complete',
      by: side(peer),
      outcome: { format: 'study-visit', useful: 'very', line: 'Three days at the port; a contract follows.' },
    },
  ],
  declined: (peer) => [...leadingTo.proposed(peer), { deed: 'decline', by: side(own), reason: 'no-time' }],
  ended: (peer) => [
    ...leadingTo.introduced(peer),
    { deed: 'decline', by: side(peer), reason: 'found-another' },
  ],
  lapsed: (peer) => [
    ...leadingTo.introduced(peer),
    { deed: 'ask', by: clock },
    { deed: 'ask', by: clock },
    { deed: 'lapse', by: clock },
  ],
  'came-to-nothing': (peer) => [...leadingTo.wanted(peer), { deed: 'lapse', by: clock }],
} as const satisfies Record<SeenState, (peer: string) => readonly Deed[]> as Record<
  SeenState,
  (peer: string) => readonly Deed[]
>

const peerOf = (state: string): string => `peer${state.replaceAll('-', '')}`

/** A peer whom nobody has spoken to yet, and one for each way in which an introduction can be seen. */
const peers: readonly Entry[] = ['nobody', ...Object.keys(leadingTo)].map((state, at) =>
  anEntry({
    entryId: peerOf(state),
    authority: {
      name: names[at % names.length] ?? '',
      country: countries[at % countries.length] ?? 'NL',
      tier: 'municipality',
    },
    capacity: 2,
    items: [
      anItem({
        entryId: peerOf(state),
        theme: 'fisheries',
        description: 'La criée et le port de pêche : organisation, froid, vente',
        language: 'fr',
      }),
      anItem({ entryId: peerOf(state), direction: 'request' }),
    ],
  }),
)

const introductions: readonly Introduction[] = Object.entries(leadingTo).map(([state, deeds]) =>
  afterDeeds(own, peerOf(state), deeds(peerOf(state)), '2026-11-22T09:30:00.000Z'),
)
const idOf = (state: SeenState): string => `${own}-${peerOf(state)}`

const linkTo = (token: string, what: Pick<TokenItem, 'expiresAt'> & Record<string, unknown>): TokenItem =>
  ({ tokenHash: hashOfToken(token), contactId: 'amina', entryId: own, ...what }) as TokenItem
const links: readonly TokenItem[] = [
  ...introductions.map(({ introductionId }) =>
    linkTo(`answers-${introductionId}`, {
      purpose: 'answer-introduction',
      introductionId,
      expiresAt: '2027-05-01T09:00:00.000Z',
    }),
  ),
  linkTo('renews', { purpose: 'renew', until: '2027-11-01', expiresAt: '2027-12-31T09:00:00.000Z' }),
  linkTo('renews-paused', {
    purpose: 'renew',
    entryId: 'entry3',
    until: '2027-11-01',
    expiresAt: '2027-12-31T09:00:00.000Z',
  }),
  linkTo('renews-hidden', {
    purpose: 'renew',
    entryId: 'entry4',
    until: '2027-11-01',
    expiresAt: '2027-12-31T09:00:00.000Z',
  }),
  linkTo('renewed', { purpose: 'renew', until: '2026-11-01', expiresAt: '2027-12-31T09:00:00.000Z' }),
]

/** What a mailed link may do, by its token's hash. */
export const mailedLinks = async (tokenHash: string): Promise<TokenItem | undefined> =>
  links.find((each) => each.tokenHash === tokenHash)

/**
 * The introductions of somebody's second entry with a peer for each way in which one can be seen, in memory.
 *
 * @param entries of whoever looks
 */
export const introductionsOf = (
  entries: readonly Entry[],
): Omit<DeskIntroductions, 'change'> & Pick<IntroductionsParts['store'], 'tokenByHash'> => ({
  tokenByHash: mailedLinks,
  introductionById: async (id) => introductions.find(({ introductionId }) => introductionId === id),
  introductionsOf: async (entryId) => introductions.filter(({ entryIds }) => entryIds.includes(entryId)),
  entriesOf: async (ids) => [...entries, ...peers].filter(({ entryId }) => ids.includes(entryId)),
  contactById: async (contactId) =>
    aContact({
      contactId,
      entryIds: entries.map(({ entryId }) => entryId),
      address: `${contactId}@example.org`,
    }),
  introductionsOn: async (shelf) => {
    const on = introductions.filter((each) => shelfOf(each) === shelf)
    return { introductions: on, total: on.length }
  },
  contactsOfEntry: async (entryId) => [aContact({ contactId: `person-of-${entryId}` })],
  spentIn: async () => new Map([[peerOf('to-confirm'), 1]]),
})

/** Where a proposal can be answered. */
export const proposedIntroduction = `/my/introductions/${idOf('proposed')}`

/** Every page about introductions and renewals, by who looks, a name for its picture and its path. */
export const introductionPages = [
  ['visitor', 'interest-sign-in', `/register/${peerOf('nobody')}/interest`],
  ['newcomer', 'interest-answer-survey', `/register/${peerOf('nobody')}/interest`],
  ['waiting', 'interest-wait-for-review', `/register/${peerOf('nobody')}/interest`],
  ['respondent', 'interest-own', `/register/${own}/interest`],
  ['respondent', 'interest', `/register/${peerOf('nobody')}/interest`],
  ['respondent', 'interest-asked', `/register/${peerOf('wanted')}/interest`],
  ['respondent', 'introductions', '/my/introductions?done=yes'],
  ['newcomer', 'introductions-none', '/my/introductions'],
  ['respondent', 'introduction-wanted', `/my/introductions/${idOf('wanted')}?done=yes`],
  ['respondent', 'introduction-to-confirm', `/my/introductions/${idOf('to-confirm')}`],
  ['respondent', 'introduction-proposed', proposedIntroduction],
  ['respondent', 'introduction-answered', `/my/introductions/${idOf('answered')}`],
  ['respondent', 'introduction-introduced', `/my/introductions/${idOf('introduced')}`],
  ['respondent', 'introduction-under-way', `/my/introductions/${idOf('under-way')}?done=under-way`],
  ['respondent', 'introduction-completed', `/my/introductions/${idOf('completed')}`],
  ['respondent', 'introduction-declined', `/my/introductions/${idOf('declined')}?done=no`],
  ['respondent', 'introduction-ended', `/my/introductions/${idOf('ended')}`],
  ['respondent', 'introduction-lapsed', `/my/introductions/${idOf('lapsed')}`],
  ['respondent', 'introduction-came-to-nothing', `/my/introductions/${idOf('came-to-nothing')}`],
  ['visitor', 'answer-proposed', `/answers/answers-${idOf('proposed')}`],
  ['visitor', 'answer-introduced', `/answers/answers-${idOf('introduced')}`],
  ['visitor', 'answer-declined', `/answers/answers-${idOf('declined')}`],
  ['visitor', 'answer-unknown', '/answers/nobody-mailed-this'],
  ['visitor', 'answer-thanks', '/answers/thanks'],
  ['visitor', 'renewal', '/my/renewals/renews'],
  ['visitor', 'renewal-paused', '/my/renewals/renews-paused'],
  ['visitor', 'renewal-hidden', '/my/renewals/renews-hidden'],
  ['visitor', 'renewal-again', '/my/renewals/renewed'],
  ['visitor', 'renewal-unknown', '/my/renewals/nobody-mailed-this'],
  ['visitor', 'renewed', '/my/renewed'],
  ['officer', 'desk-introductions', '/secretariat/introductions'],
  ['reader', 'desk-introductions-proposed', '/secretariat/introductions?shelf=proposed'],
  ['officer', 'desk-introductions-under-way', '/secretariat/introductions?shelf=under-way'],
  ['officer', 'desk-introduction-to-confirm', `/secretariat/introductions/${idOf('to-confirm')}`],
  ['reader', 'desk-introduction-reader', `/secretariat/introductions/${idOf('proposed')}`],
  ['officer', 'desk-introduction-done', `/secretariat/introductions/${idOf('introduced')}?done=introduced`],
  ['officer', 'desk-introduction-completed', `/secretariat/introductions/${idOf('completed')}`],
  ['officer', 'desk-introduction-declined', `/secretariat/introductions/${idOf('declined')}`],
] as const
