import { type CallsParts, listCalls, showCall } from '../../functions/matchmaking/answer-calls.ts'
import { findPeers } from '../../functions/matchmaking/find-peers.ts'
import { showMatchmaking } from '../../functions/matchmaking/show-matchmaking.ts'
import { showShortlist } from '../../functions/matchmaking/show-shortlist.ts'
import { showRenewed } from '../../functions/my/renew-entry.ts'
import { listProgrammes } from '../../functions/programmes/list-programmes.ts'
import { showProgramme } from '../../functions/programmes/show-programme.ts'
import { searchRegister } from '../../functions/register/search-register.ts'
import { showEntry } from '../../functions/register/show-entry.ts'
import { showAsset } from '../../functions/site/show-asset.ts'
import { showHome } from '../../functions/site/show-home.ts'
import { showLegalText, showPrivacyNotice } from '../../functions/site/show-legal-text.ts'
import { showStatistics } from '../../functions/site/show-statistics.ts'
import { showConfirmationLinks } from '../../functions/survey/ask-confirmation-link.ts'
import { showConfirmed, showSent } from '../../functions/survey/show-next-steps.ts'
import { showSurvey } from '../../functions/survey/show-survey.ts'
import { submitSurvey } from '../../functions/survey/submit-survey.ts'
import { demonstrationEntries, usualSeed } from '../../infra/local/demonstration/demonstration-entries.ts'
import { httpFunction, type Route } from '../../shared/lambda/http-function.ts'
import type { Call } from '../../shared/matchmaking/calls/call.ts'
import { callsOperations } from '../../shared/matchmaking/calls/calls-operations.ts'
import { matchmakingOperations } from '../../shared/matchmaking/matchmaking-operations.ts'
import { peersReader } from '../../shared/matchmaking/peers-index.ts'
import { myOperations } from '../../shared/my/my-operations.ts'
import type { SiteSettings } from '../../shared/pages/site-settings.ts'
import { programmesOperations } from '../../shared/programmes/programmes-operations.ts'
import type { Entry } from '../../shared/register/entry.ts'
import type { RegisterIndex } from '../../shared/register/register-index.ts'
import { registerOperations } from '../../shared/register/register-operations.ts'
import { deskCallsOperations } from '../../shared/secretariat/desk-calls-operations.ts'
import { siteOperations } from '../../shared/site/site-operations.ts'
import type { DraftStore } from '../../shared/survey/draft-store.ts'
import { surveyOperations } from '../../shared/survey/survey-operations.ts'
import type { SurveyStore } from '../../shared/survey/survey-store.ts'
import { serveFunction } from './http-events.ts'
import { someContactPoints, theProgrammes } from './programmes.ts'
import { registerOf } from './register-entries.ts'
import { aSite } from './requests.ts'
import { suggestionsFor } from './suggestions.ts'

/** The demonstration's entries, as `npm start` fills an empty register with them. */
const demonstration: readonly Entry[] = [
  ...demonstrationEntries({
    entries: 600,
    seed: usualSeed,
    now: '2026-11-23T09:00:00.000Z',
    addressKey: 'any',
  }),
].map(({ entry }) => entry)

/** A register as full as the demonstration's, in memory. */
export const fullRegister = (): RegisterIndex => registerOf(...demonstration)

/** An entry with an offer that peers can be found for. */
const shown = demonstration.find(({ items }) =>
  items.some(({ direction, visibility }) => direction === 'offer' && visibility === 'public'),
)
const shownOffer = shown?.items.find(
  ({ direction, visibility }) => direction === 'offer' && visibility === 'public',
)

/** Where the best peers of that offer stand on a shortlist, so many of them. */
const shortlistOf = (most: number): string => {
  const asked = { entry: shown?.entryId ?? '', item: shownOffer?.itemId ?? '' }
  const found =
    shown && shownOffer
      ? suggestionsFor({ item: shownOffer, entry: shown }, fullRegister(), {
          viewer: 'visitor',
          now: '2026-11-23T09:00:00.000Z',
          limit: most,
        }).items
      : []
  const peers = found.map(({ item }): [string, string] => ['peer', item.itemId])
  return `/matchmaking/shortlist?${new URLSearchParams([...Object.entries(asked), ...peers])}`
}

/** For forms that are sent with mistakes: nothing of them may be stored. */
const unreached: Partial<SurveyStore> = {
  store: () => Promise.reject(new Error('a form with mistakes was stored')),
}

/** An open call, as a visitor comes upon it. */
const shownCall: Call = {
  ...deskCallsOperations.draftCall.body.example,
  theme: 'waste-management',
  direction: 'request',
  callId: 'call1',
  state: 'open',
  revision: 2,
  draftedBy: 'olga',
  draftedAt: '2026-11-20T09:00:00.000Z',
  openedAt: '2026-11-21T09:00:00.000Z',
}
const calls: Partial<CallsParts['store']> = {
  callsIn: async () => [shownCall],
  callById: async () => shownCall,
  answersOf: async () => [],
  entriesOf: async () => [],
}

/** The pages that everybody can open, with what is behind them in memory. */
export const publicRoutes = (site: SiteSettings, index: RegisterIndex): readonly Route[] => {
  const parts = {
    site,
    register: { open: async () => index },
    peers: peersReader({ open: async () => index }),
    viewer: async () => 'visitor' as const,
    store: {
      entryById: async (entryId: string) => index.entry(entryId),
      hasEntry: async (entryId: string) => index.entry(entryId) !== undefined,
    },
    programmes: theProgrammes(),
    spentIn: async () => new Map<string, number>(),
    contactPoints: someContactPoints,
    now: () => '2026-11-23T09:00:00.000Z',
    newId: () => 'form1',
    addressKey: async () => 'any',
    secondsToRead: 0,
  }
  return [
    [siteOperations.showHome, showHome(parts)],
    [siteOperations.showAsset, showAsset(parts)],
    [siteOperations.showStatistics, showStatistics(parts)],
    [siteOperations.showPrivacyNotice, showPrivacyNotice(parts)],
    [siteOperations.showAccessibility, showLegalText('accessibility', parts)],
    [siteOperations.showContact, showLegalText('contact', parts)],
    [surveyOperations.showSurvey, showSurvey(parts)],
    [
      surveyOperations.submitSurvey,
      submitSurvey({
        ...parts,
        store: unreached as SurveyStore,
        drafts: unreached as DraftStore,
      }),
    ],
    [surveyOperations.showSent, showSent(parts)],
    [surveyOperations.showConfirmed, showConfirmed(parts)],
    [surveyOperations.showConfirmationLinks, showConfirmationLinks(parts)],
    [registerOperations.searchRegister, searchRegister(parts)],
    [registerOperations.showEntry, showEntry(parts)],
    [myOperations.showRenewed, showRenewed(parts)],
    [matchmakingOperations.showMatchmaking, showMatchmaking(parts)],
    [matchmakingOperations.findPeers, findPeers(parts)],
    [matchmakingOperations.showShortlist, showShortlist(parts)],
    [callsOperations.listCalls, listCalls({ ...parts, store: calls as CallsParts['store'] })],
    [callsOperations.showCall, showCall({ ...parts, store: calls as CallsParts['store'] })],
    [programmesOperations.listProgrammes, listProgrammes(parts)],
    [programmesOperations.showProgramme, showProgramme(parts)],
  ]
}

/** Serves them to a browser, with a full register. */
export const servePublicSite = () => {
  const index = fullRegister()
  return serveFunction((siteUrl) => {
    const site = { ...aSite, siteUrl }
    return httpFunction(site, publicRoutes(site, index))
  })
}

/** Every page that everybody can open, by a name for its picture. */
export const publicPages = [
  ['home', '/'],
  ['statistics', '/statistics'],
  ['privacy', '/privacy/1'],
  ['accessibility', '/accessibility'],
  ['contact', '/contact'],
  ['survey', '/survey?direction=offer'],
  ['survey-sent', '/survey/sent'],
  ['survey-confirmed', `/survey/confirmed/public/${shown?.entryId}`],
  ['survey-links', '/survey/confirmation-links'],
  ['register', '/register?q=waste'],
  ['register-all', '/register'],
  ['register-narrowed', '/register?direction=offer&theme=waste-management&country=IT&country=PL'],
  ['register-wrong-address', '/register?theme=nonsense'],
  ['register-nothing', '/register?q=xylophone'],
  ['entry', `/register/${shown?.entryId}`],
  ['matchmaking', '/matchmaking'],
  ['matchmaking-offer', '/matchmaking?direction=offer'],
  ['peers', `/matchmaking?entry=${shown?.entryId}&item=${shownOffer?.itemId}`],
  ['shortlist', shortlistOf(3)],
  ['two-peers', shortlistOf(2)],
  ['shortlist-wrong-address', '/matchmaking/shortlist?request.theme=waste-management'],
  ['renewed', '/my/renewed'],
  ['calls', '/calls'],
  ['call', '/calls/call1'],
  ['programmes', '/programmes'],
  ['programme', '/programmes/nicosia'],
  ['programme-answer', '/programmes/nicosia?country=LY&tier=municipality'],
  ['not-found', '/no-such-page'],
] as const
