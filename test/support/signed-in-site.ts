import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda'
import { showAnswer, showAnswered } from '../../functions/matchmaking/answer-by-link.ts'
import { showInterest } from '../../functions/matchmaking/express-interest.ts'
import type { IntroductionsParts } from '../../functions/matchmaking/introductions-parts.ts'
import {
  answerIntroduction,
  showMyIntroduction,
  showMyIntroductions,
} from '../../functions/matchmaking/my-introductions.ts'
import { type SuggestionsParts, showMySuggestions } from '../../functions/matchmaking/my-suggestions.ts'
import { showConsents } from '../../functions/my/change-consents.ts'
import { inviteContact, showEntryContacts } from '../../functions/my/change-contacts.ts'
import { showClaim, showClaims } from '../../functions/my/decide-claim.ts'
import { showSession } from '../../functions/my/end-session.ts'
import { showInvitation, showJoined } from '../../functions/my/join-entry.ts'
import { showRenewal, showRenewed } from '../../functions/my/renew-entry.ts'
import { showMy } from '../../functions/my/show-my.ts'
import { showDeskClaim, showDeskClaims } from '../../functions/secretariat/decide-claim.ts'
import {
  decideIntroduction,
  showDeskIntroduction,
  showDeskIntroductions,
} from '../../functions/secretariat/decide-introduction.ts'
import type {
  DeskMatchmakingParts,
  DeskParts,
  DeskSuggestionsParts,
} from '../../functions/secretariat/desk-parts.ts'
import { addUser, showUsers } from '../../functions/secretariat/manage-users.ts'
import { proposeIntroduction } from '../../functions/secretariat/propose-introduction.ts'
import { reviewEntry, showDeskEntry } from '../../functions/secretariat/review-entry.ts'
import { showAudit, showDesk } from '../../functions/secretariat/show-desk.ts'
import { showFairness } from '../../functions/secretariat/show-fairness.ts'
import { showDeskSuggestions } from '../../functions/secretariat/show-suggestions.ts'
import { showDeskSession } from '../../functions/secretariat/sign-in.ts'
import { showObjected, showObjection } from '../../functions/survey/object-to-acting.ts'
import { httpFunction } from '../../shared/lambda/http-function.ts'
import type { DeskIntroductions } from '../../shared/matchmaking/introductions/introduction-store.ts'
import { introductionsOperations } from '../../shared/matchmaking/introductions/introductions-operations.ts'
import { ownSuggestionsOperations } from '../../shared/matchmaking/own-suggestions-operations.ts'
import { peersOf } from '../../shared/matchmaking/peers-index.ts'
import type { Invitation } from '../../shared/my/entry-contacts.ts'
import { entryContactsOperations } from '../../shared/my/entry-contacts-operations.ts'
import type { EntryContactsStore } from '../../shared/my/entry-contacts-store.ts'
import { myOperations } from '../../shared/my/my-operations.ts'
import type { MyStore } from '../../shared/my/my-store.ts'
import type { SiteSettings } from '../../shared/pages/site-settings.ts'
import { type Entry, entryStates } from '../../shared/register/entry.ts'
import type { Audit } from '../../shared/secretariat/audit.ts'
import { deskIntroductionsOperations } from '../../shared/secretariat/desk-introductions-operations.ts'
import type { DeskStore } from '../../shared/secretariat/desk-store.ts'
import { deskSuggestionsOperations } from '../../shared/secretariat/desk-suggestions-operations.ts'
import { type DeskRole, deskRoles } from '../../shared/secretariat/desk-user.ts'
import { secretariatOperations } from '../../shared/secretariat/secretariat-operations.ts'
import { newSession, type SessionKind, sessionKinds } from '../../shared/sessions/session.ts'
import type { Acting } from '../../shared/survey/acting.ts'
import type { ActingStore } from '../../shared/survey/acting-store.ts'
import type { Claim } from '../../shared/survey/claim.ts'
import type { ClaimStore } from '../../shared/survey/claim-store.ts'
import type { Consent } from '../../shared/survey/consent.ts'
import type { Submission } from '../../shared/survey/submission.ts'
import { surveyOperations } from '../../shared/survey/survey-operations.ts'
import { anEntry, anItem } from './builders.ts'
import { aContact } from './notices.ts'
import { someContactPoints } from './programmes.ts'
import { registerOf } from './register-entries.ts'
import { introductionPages, introductionsOf, mailedLinks } from './signed-in-introductions.ts'

const now = '2026-11-23T10:00:00.000Z'
const sessionId = 'an-id-that-a-browser-has-and-nobody-guesses'
const userId = 'user1'

/**
 * Who looks: somebody who is not signed in, somebody with entries in every state, with none, with one that nobody has
 * let through yet, and each role at the desk.
 */
const respondents = ['visitor', 'respondent', 'newcomer', 'waiting', 'returned'] as const
export type Looker = (typeof respondents)[number] | DeskRole

/** Names as long and in as many scripts as real ones. */
const names = [
  'Дніпропетровська обласна військова адміністрація',
  'Gemeente Utrecht',
  'بلدية زليتن',
  'Communauté d’agglomération du Pays de Saint-Malo',
  'თბილისის მერია',
  'Komuna e Prizrenit',
]
const countries = ['UA', 'NL', 'LY', 'FR', 'GE', 'XK'] as const

/** One entry in each state. */
const entries: readonly Entry[] = entryStates.map((state, at) =>
  anEntry({
    entryId: `entry${at}`,
    state,
    authority: { name: names[at] ?? '', country: countries[at] ?? 'NL', tier: 'municipality' },
    ...(state === 'awaiting-review' && { objectedAt: '2026-11-22T09:00:00.000Z' }),
    items: [
      anItem({ entryId: `entry${at}` }),
      anItem({
        entryId: `entry${at}`,
        direction: 'request',
        theme: 'fisheries',
        visibility: 'secretariat',
        description: 'نريد أن نتعلّم إدارة ميناء صيد صغير',
        language: 'ar',
      }),
    ],
  }),
)
const waiting: readonly Entry[] = entries.map((entry) => ({ ...entry, state: 'awaiting-review' }))
/** Whose entries are others than everybody's. */
const ownEntriesOf: { readonly [looker in Looker]?: readonly Entry[] } = {
  newcomer: [],
  waiting: waiting.slice(0, 1),
  returned: entries.slice(0, 1).map((entry) => ({ ...entry, state: 'returned' })),
}

/** Who fits what the entry that is public offers and asks for, in part. */
const suggested: readonly Entry[] = names.map((name, at) =>
  anEntry({
    entryId: `peer${at}`,
    authority: { name, country: countries[at] ?? 'NL', tier: 'municipality', population: 20_000 * (at + 1) },
    items: [
      anItem({
        entryId: `peer${at}`,
        direction: 'request',
        description: 'We would like to see how sorting began in the old town',
        formats: ['study-visit', 'online'],
        evidence: at,
      }),
    ],
  }),
)

/** Entries that were answered for somebody else: of one they objected. */
const told: Acting = {
  actingId: 'acting1',
  entryId: 'entry1',
  by: 'contact1',
  named: 'named1',
  state: 'told',
  toldAt: '2026-11-20T09:00:00.000Z',
}
const objected: Acting = {
  ...told,
  entryId: 'entry0',
  state: 'objected',
  objectedAt: '2026-11-22T09:00:00.000Z',
  words: 'Nobody asked us.\n\nPlease take it away.',
}

/** Somebody who allowed digests in Arabic, took that back and allowed them again, and somebody whose mails came back. */
const allowed: readonly Consent[] = (
  [
    ['weekly', 'survey', 'ar', '2026-09-01'],
    ['never', 'mail-link', 'en', '2026-09-14'],
    ['weekly', 'own-page', 'ar', '2026-11-02'],
  ] as const
).map(([choice, by, language, day], at) => ({
  contactId: 'amina',
  number: at + 1,
  permission: 'digest',
  choice,
  words: 1,
  language,
  at: `${day}T09:00:00.000Z`,
  by,
}))
const consentsOfLooker: { readonly [looker in Looker]?: readonly Consent[] } = {
  respondent: allowed,
  returned: allowed.slice(0, 2).map((consent, at) => (at === 1 ? { ...consent, by: 'bounce' } : consent)),
}

const asked: Invitation = {
  inviteId: 'an-invited',
  entryId: 'entry1',
  contactId: 'an-invited-contact',
  role: 'officer',
  by: 'contact1',
  sent: 1,
  invitedAt: '2026-11-20T09:00:00.000Z',
  expiresAt: '2026-12-20T09:00:00.000Z',
}

const openClaim: Claim = {
  claimId: 'a-claimant',
  entryId: 'entry1',
  submissionId: 'a-submission',
  contactId: 'an-unconfirmed-contact',
  role: 'assistant',
  state: 'open',
  openedAt: '2026-11-20T09:00:00.000Z',
  expiresAt: '2027-01-19T09:00:00.000Z',
}
const claimed: Submission = {
  submissionId: openClaim.submissionId,
  contactId: openClaim.contactId,
  language: 'en',
  state: 'claim',
  privacyNotice: '1',
  linksAsked: 0,
  receivedAt: openClaim.openedAt,
  answers: {
    role: 'assistant',
    authority: entries[1]?.authority ?? { name: '', country: 'NL', tier: 'municipality' },
    items: [
      {
        direction: 'request',
        theme: 'fisheries',
        formats: [],
        programmes: [],
        countries: [],
        description: 'نريد أن نتعلّم إدارة ميناء صيد صغير',
        language: 'ar',
        visibility: 'public',
      },
    ],
  },
}

/** What was answered for somebody else, some of it for the secretariat alone. */
const answeredFor: Submission = {
  ...claimed,
  submissionId: told.actingId,
  state: 'confirmed',
  answers: {
    ...claimed.answers,
    items: [
      ...claimed.answers.items,
      ...claimed.answers.items.map((item) => ({
        ...item,
        direction: 'offer' as const,
        visibility: 'secretariat' as const,
      })),
    ],
  },
}

const deeds: readonly Audit[] = (
  ['publish-entry', 'return-entry', 'set-role', 'introduce-peers', 'object-to-acting'] as const
).map((what, at) => ({
  auditId: `${what}:${at}`,
  at: `2026-11-2${at}T09:00:00.000Z`,
  who: what === 'object-to-acting' ? 'named' : at === 0 ? 'stage' : userId,
  what,
  subject: what === 'set-role' ? userId : 'entry1',
  outcome: what === 'set-role' ? 'officer' : 'public',
}))

const sessionsOf = (kind: SessionKind, holderId: string) => ({
  sessionByHash: async () => newSession(kind, { id: sessionId, holderId, generation: 0, now }),
  generationOf: async () => 0,
  markUse: async () => {},
})

/**
 * The pages of whoever is signed in, with what is behind them in memory, as a handler for which every browser has
 * that person's cookie.
 */
export const signedInHandler = (site: SiteSettings, looker: Looker) => {
  const own = respondents.some((each) => each === looker)
  const kind = own ? 'respondent' : 'desk'
  const contact = aContact({
    entryIds: own ? entries.map(({ entryId }) => entryId) : [],
    ...(looker === 'newcomer' && { digest: 'never' }),
    ...(looker === 'returned' && { digest: 'never', consents: 2 }),
  })
  const ownEntries = ownEntriesOf[looker] ?? entries
  const introductions = introductionsOf(ownEntries)
  // Only what these pages ask of storage: anything else would fail loudly.
  const myStore = {
    ...sessionsOf('respondent', contact.contactId),
    contactById: async () => contact,
    entriesOf: async (ids) => ownEntries.filter(({ entryId }) => ids.includes(entryId)),
    wordsOfReturn: async () => 'Which service of the city answers?\n\nPlease name it.',
    consentsOf: async () => consentsOfLooker[looker] ?? [],
    tokenByHash: mailedLinks,
  } as Partial<MyStore> as MyStore
  const user = {
    userId,
    address: `${looker}@example.org`,
    role: deskRoles.find((each) => each === looker) ?? 'none',
    changedAt: now,
  } as const
  const deskStore = {
    ...introductions,
    ...sessionsOf('desk', userId),
    deskUserById: async () => user,
    deskUsers: async () => [
      user,
      { ...user, userId: 'user2', address: 'a-colleague@a-long-host.example.org' },
    ],
    entriesAwaitingReview: async () =>
      looker === 'administrator' ? { entries: [], total: 0 } : { entries: waiting, total: 40 },
    entryById: async (entryId: string) =>
      (entryId === 'entry1' ? entries : waiting).find((each) => each.entryId === entryId),
    contactsOfEntry: async () => [contact],
    spentIn: async () => new Map(),
    auditOfMonth: async (month: string) => (month === '2026-11' ? deeds : []),
  } as Partial<DeskStore & DeskIntroductions> as DeskStore & DeskIntroductions
  const claims = {
    claimsOnEntry: async (entryId: string) => (entryId === 'entry1' ? [openClaim] : []),
    openClaims: async () =>
      looker === 'administrator' ? { claims: [], total: 0 } : { claims: [openClaim], total: 1 },
    peopleOf: async () => ({ version: 0, people: [{ contact, role: 'officer' as const }] }),
    entryById: async (entryId: string) => entries.find((each) => each.entryId === entryId),
    submissionById: async () => claimed,
    contactById: async () => aContact({ address: 'a-colleague-with-a-long-name@a-long-host.example.org' }),
  } as Partial<ClaimStore> as ClaimStore
  const acting = {
    actingsOn: async (entryId) => [told, objected].filter((each) => each.entryId === entryId),
    actingById: async () => told,
    tokenByHash: async (tokenHash) => ({
      tokenHash,
      purpose: 'object',
      entryId: 'entry1',
      actingId: 'acting1',
      expiresAt: '2027-01-24T10:00:00.000Z',
    }),
    entryById: async () => entries[1],
    submissionById: async () => answeredFor,
    contactById: async (contactId) =>
      aContact({
        address: contactId === told.named ? 'the-mayors-office@a-long-host.example.org' : contact.address,
      }),
  } as Partial<ActingStore> as ActingStore
  const entryContacts = {
    peopleOf: async () => ({ version: 0, people: [{ contact, role: 'officer' as const }] }),
    entryById: async (entryId) => entries.find((each) => each.entryId === entryId),
    contactById: async () => aContact({ address: 'waste-and-water@a-long-host.example.org' }),
    invitationsOn: async (entryId) => (entryId === 'entry1' ? [asked] : []),
    tokenByHash: async (tokenHash) => ({
      tokenHash,
      purpose: 'join',
      entryId: 'entry1',
      contactId: asked.contactId,
      expiresAt: asked.expiresAt,
    }),
  } as Partial<EntryContactsStore> as EntryContactsStore
  const my = {
    site,
    store: myStore,
    claims,
    acting,
    entryContacts,
    addressKey: async () => 'any',
    newId: () => 'any',
    now: () => now,
    pause: async () => {},
  }
  const desk = {
    site,
    peers: { open: async () => peersOf(registerOf(...entries, ...suggested)) },
    store: deskStore,
    claims,
    acting,
    contactPoints: someContactPoints,
    addressKey: async () => 'any',
    firstAdministrator: 'administrator@example.org',
    now: () => now,
    pause: async () => {},
  } satisfies Partial<DeskParts & DeskMatchmakingParts & DeskSuggestionsParts>
  const talking = {
    ...my,
    store: {
      ...introductions,
      ...sessionsOf('respondent', contact.contactId),
      contactById: async (contactId) =>
        contactId === contact.contactId ? contact : introductions.contactById(contactId),
    } as Partial<IntroductionsParts['store']> as IntroductionsParts['store'],
  }
  const suggesting: SuggestionsParts = {
    ...talking,
    store: {
      ...talking.store,
      spentIn: async () => new Map(),
      pairsTold: async (_, pairIds) => new Set(pairIds.slice(1)),
    },
    peers: { open: async () => peersOf(registerOf(...entries, ...suggested)) },
  }
  const handler = httpFunction(site, [
    [ownSuggestionsOperations.showMySuggestions, showMySuggestions(suggesting)],
    [myOperations.showMy, showMy(my)],
    [myOperations.showConsents, showConsents(my)],
    [myOperations.showClaims, showClaims(my)],
    [myOperations.showClaim, showClaim(my)],
    [myOperations.showSession, showSession(my)],
    [myOperations.showRenewal, showRenewal(my)],
    [myOperations.showRenewed, showRenewed(my)],
    [entryContactsOperations.showEntryContacts, showEntryContacts(my)],
    [entryContactsOperations.inviteContact, inviteContact(my)],
    [entryContactsOperations.showInvitation, showInvitation(my)],
    [entryContactsOperations.showJoined, showJoined(my)],
    [surveyOperations.showObjection, showObjection({ ...my, pointsTold: async () => [] })],
    [surveyOperations.showObjected, showObjected(my)],
    [introductionsOperations.showInterest, showInterest(talking)],
    [introductionsOperations.showMyIntroductions, showMyIntroductions(talking)],
    [introductionsOperations.showMyIntroduction, showMyIntroduction(talking)],
    [introductionsOperations.answerIntroduction, answerIntroduction(talking)],
    [introductionsOperations.showAnswered, showAnswered(talking)],
    [introductionsOperations.showAnswer, showAnswer(talking)],
    [secretariatOperations.showDesk, showDesk(desk)],
    [secretariatOperations.showDeskEntry, showDeskEntry(desk)],
    [secretariatOperations.showDeskClaims, showDeskClaims(desk)],
    [secretariatOperations.showDeskClaim, showDeskClaim(desk)],
    [secretariatOperations.reviewEntry, reviewEntry(desk)],
    [deskSuggestionsOperations.showDeskSuggestions, showDeskSuggestions(desk)],
    [deskSuggestionsOperations.showFairness, showFairness(desk)],
    [secretariatOperations.showUsers, showUsers(desk)],
    [secretariatOperations.addUser, addUser(desk)],
    [secretariatOperations.showAudit, showAudit(desk)],
    [deskIntroductionsOperations.showDeskIntroductions, showDeskIntroductions(desk)],
    [deskIntroductionsOperations.showDeskIntroduction, showDeskIntroduction(desk)],
    [deskIntroductionsOperations.proposeIntroduction, proposeIntroduction(desk)],
    [deskIntroductionsOperations.decideIntroduction, decideIntroduction(desk)],
    [secretariatOperations.showDeskSession, showDeskSession(desk)],
  ]) as unknown as (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>
  const cookie = `${sessionKinds[kind].cookie}=${sessionId}`
  return (event: APIGatewayProxyEvent, context: Context) =>
    handler(looker === 'visitor' ? event : { ...event, headers: { ...event.headers, cookie } }, context)
}

/** Every page of somebody who is signed in, in each state that looks its own way, by a name for its picture. */
export const signedInPages = [
  ['respondent', 'my', '/my'],
  ['respondent', 'my-paused', '/my?done=paused'],
  ['respondent', 'my-preferences', '/my?done=preferences'],
  ['respondent', 'my-consents', '/my/consents?done=given'],
  ['waiting', 'my-consents-before', '/my/consents?done=words-changed'],
  ['newcomer', 'my-consents-none', '/my/consents'],
  ['returned', 'my-consents-bounced', '/my/consents'],
  ['respondent', 'my-claims', '/my/entries/entry1/claims'],
  ['respondent', 'my-claim', '/my/entries/entry1/claims/a-claimant'],
  ['respondent', 'my-claims-none', '/my/entries/entry2/claims?done=refused'],
  ['newcomer', 'my-no-entries', '/my'],
  ['returned', 'my-returned', '/my'],
  ['respondent', 'my-suggestions', '/my/suggestions'],
  ['newcomer', 'my-suggestions-none', '/my/suggestions'],
  ['waiting', 'my-suggestions-waiting', '/my/suggestions'],

  ['respondent', 'my-contacts', '/my/entries/entry1/contacts'],
  ['respondent', 'my-contacts-room', '/my/entries/entry2/contacts?done=removed'],
  ['visitor', 'invitation', '/my/invitations/a-link'],
  ['visitor', 'joined', '/my/joined'],
  ['visitor', 'objection', '/survey/objections/a-link'],
  ['visitor', 'objected', '/survey/objected'],
  ['respondent', 'my-session', '/my/session'],
  ['officer', 'desk', '/secretariat'],
  ['officer', 'desk-published', '/secretariat?done=public'],
  ['reader', 'desk-reader', '/secretariat?done=returned'],
  ['administrator', 'desk-nothing', '/secretariat'],
  ['officer', 'desk-entry', '/secretariat/entries/entry0'],
  ['reader', 'desk-entry-reader', '/secretariat/entries/entry2'],
  ['officer', 'desk-suggestions', '/secretariat/entries/entry1/suggestions'],
  ['officer', 'desk-entry-decided', '/secretariat/entries/entry1'],
  ['officer', 'desk-claims', '/secretariat/entries/entry1/claims'],
  ['officer', 'desk-claim', '/secretariat/entries/entry1/claims/a-claimant'],
  ['reader', 'desk-claim-reader', '/secretariat/entries/entry1/claims/a-claimant'],
  ['officer', 'desk-no-entry', '/secretariat/entries/nobody'],
  ['officer', 'desk-not-allowed', '/secretariat/users'],
  ['reader', 'desk-fairness', '/secretariat/fairness'],
  ['administrator', 'desk-users', '/secretariat/users'],
  ['administrator', 'desk-users-removed', '/secretariat/users?done=removed'],
  ['administrator', 'desk-audit', '/secretariat/audit'],
  ['administrator', 'desk-audit-empty', '/secretariat/audit?month=2026-09'],
  ['officer', 'desk-session', '/secretariat/session'],
  ...introductionPages,
] as const satisfies readonly (readonly [Looker, string, string])[]
