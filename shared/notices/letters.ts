import { type Links, linksOf } from '../http/links.ts'
import type { Call } from '../matchmaking/calls/call.ts'
import { reasonValue } from '../matchmaking/fit.ts'
import { fitBandOf } from '../matchmaking/fit-bands.ts'
import { aboutName } from '../matchmaking/introductions/introduction.ts'
import { reasonSentence } from '../matchmaking/reason-sentences.ts'
import type { Reason } from '../matchmaking/suggestion.ts'
import { longDate } from '../messages/dates.ts'
import { type Messages, messagesIn } from '../messages/messages.ts'
import type { SiteSettings } from '../pages/site-settings.ts'
import { type CountryCode, countryLabel, footnotesIn, isCountryCode } from '../places/countries.ts'
import { wayBackParameter } from '../sessions/way-back.ts'
import { labelOf } from '../themes/theme-words.ts'
import { isThemeId } from '../themes/themes.ts'
import { callInvitation } from './call-letter.ts'
import { inert, longestName, longestQuote } from './inert.ts'
import { followUpLetter, introductionLetter, proposalLetter } from './introduction-letters.ts'
import type { Block, FooterLine, Letter } from './letter.tsx'
import type { DigestSuggestion, Notice, NoticeTemplate } from './notice.ts'
import type { PairAsRead } from './notice-store.ts'
import {
  actedFor,
  actingObjected,
  claimDecided,
  claimReceived,
  contactInvited,
  deskTold,
  peopleChanged,
} from './people-letters.ts'
import { needed, signInMinutes, tokenDays } from './token.ts'
import { paragraphs, pathOfOwn, type Writing, type Written } from './writing.ts'

/**
 * Writes a notice's mail in the recipient's language. `unsubscribeAt` is where a mail client's own button posts.
 *
 * @param token the secret of the mail's link, where the template has one
 * @throws Error when facts are missing: a defect of whoever made the notice
 */
export const letterOf = (
  site: SiteSettings,
  notice: Notice,
  token: string | undefined,
  { pair, call }: { readonly pair?: PairAsRead | undefined; readonly call?: Call | undefined } = {},
): { letter: Letter; unsubscribeAt?: string } => {
  const t = messagesIn(notice.language, { marked: true })
  const { to } = linksOf(site.siteUrl, notice.language)
  const given = { site, t, to, token, pair, call }
  const write = writers[notice.template] as (writing: Writing<NoticeTemplate>) => Written
  const { why, ...written } = write({ ...given, facts: notice.facts })
  const footer: FooterLine[] = [
    ...footnotesIn(JSON.stringify(written), notice.language).map(({ mark, text }) => ({
      text: `${mark} ${text}`,
    })),
    ...why,
    {
      text: t('mails.footer.reply', { site: site.name }),
      link: { label: t('mails.footer.site'), href: to('/') },
    },
    ...(site.demonstration ? [{ text: t('mails.footer.demonstration') }] : []),
  ]
  return {
    letter: { language: notice.language, ...written, footer },
    ...(notice.template === 'digest' && { unsubscribeAt: to(unsubscribePath(token)) }),
  }
}

const unsubscribePath = (token: string | undefined): string => `/mail/unsubscribe/${needed(token)}`

const confirmSubmission = ({ t, to, facts, token, site }: Writing<'confirm-submission'>): Written => {
  const authority = inert(facts.authority, longestName)
  return {
    subject: t('mails.confirm.subject', { authority }),
    title: t('mails.confirm.title'),
    preview: t('mails.confirm.preview', { authority }),
    blocks: [
      { kind: 'text', text: t('mails.confirm.lead', { authority, site: site.name }) },
      {
        kind: 'button',
        label: t('mails.confirm.button'),
        href: to(`/survey/confirmations/${needed(token)}`),
      },
      { kind: 'text', text: t('mails.confirm.lasts', { days: tokenDays['confirm-submission'] }) },
      { kind: 'text', text: t('mails.confirm.not-you') },
    ],
    why: [],
  }
}

const entryPublished = ({ t, to, facts, site }: Writing<'entry-published'>): Written => {
  const authority = inert(facts.authority, longestName)
  const kind = facts.asBefore ? 'as-before' : 'published'
  return {
    subject: t(`mails.${kind}.subject`, { authority }),
    title: t(`mails.${kind}.title`, { authority }),
    preview: t('mails.published.preview'),
    blocks: [
      { kind: 'text', text: t(`mails.${kind}.lead`, { authority, site: site.name }) },
      {
        kind: 'button',
        label: t('mails.published.button'),
        href: to(pathOfOwn(facts)),
      },
    ],
    why: [
      {
        text: t('mails.published.change', { page: t('my.title') }),
        link: { label: t('pages.sign-in'), href: to('/my') },
      },
    ],
  }
}

const entryReturned = ({ t, to, facts, site }: Writing<'entry-returned'>): Written => {
  const authority = inert(facts.authority, longestName)
  return {
    subject: t('mails.returned.subject', { authority }),
    title: t('mails.returned.title', { authority }),
    preview: t('mails.returned.preview'),
    blocks: [
      { kind: 'text', text: t('mails.returned.lead', { authority, site: site.name }) },
      // The secretariat's own words, a paragraph each.
      ...paragraphs(facts.words),
      // By way of signing in: there, the answers are filled in already. The survey itself would begin empty.
      { kind: 'button', label: t('mails.returned.button'), href: to('/my') },
      { kind: 'text', text: t('mails.returned.how', { change: t('my.change') }) },
    ],
    why: [],
  }
}

const continueDraft = ({ t, to, token, site }: Writing<'continue-draft'>): Written => ({
  subject: t('mails.draft.subject', { site: site.name }),
  title: t('mails.draft.title'),
  preview: t('mails.draft.preview', { days: tokenDays['continue-draft'] }),
  blocks: [
    { kind: 'text', text: t('mails.draft.lead', { site: site.name }) },
    { kind: 'button', label: t('mails.draft.button'), href: to(`/survey/drafts/${needed(token)}`) },
    { kind: 'text', text: t('mails.draft.lasts', { days: tokenDays['continue-draft'] }) },
    { kind: 'text', text: t('mails.draft.not-you') },
  ],
  why: [],
})

const signIn = ({ t, to, token, site, facts }: Writing<'sign-in'>): Written => ({
  subject: t('mails.sign-in.subject', { site: site.name }),
  title: t('mails.sign-in.title'),
  preview: t('mails.sign-in.preview', { minutes: signInMinutes }),
  blocks: [
    { kind: 'text', text: t('mails.sign-in.lead', { site: site.name }) },
    {
      kind: 'button',
      label: t('mails.sign-in.button'),
      href: to(`/my/sign-in-links/${needed(token)}`, { [wayBackParameter]: facts.wayBack }),
    },
    { kind: 'text', text: t('mails.sign-in.lasts', { minutes: signInMinutes }) },
    { kind: 'text', text: t('mails.sign-in.not-you') },
  ],
  why: [],
})

const renewalReminder = ({ t, to, facts, token, site }: Writing<'renewal-reminder'>): Written => {
  const authority = inert(facts.authority, longestName)
  const until = longDate(new Date(facts.until), t)
  return {
    subject: t('mails.renewal.subject', { authority }),
    title: t('mails.renewal.title'),
    preview: t('mails.renewal.preview', { until }),
    blocks: [
      { kind: 'text', text: t('mails.renewal.lead', { authority, site: site.name, until }) },
      { kind: 'list', lines: facts.items.map((item) => itemLine(t, item)) },
      {
        kind: 'button',
        label: t('mails.renewal.button'),
        href: to(`/my/renewals/${needed(token)}`),
      },
      { kind: 'text', text: t('mails.renewal.otherwise') },
    ],
    why: [
      {
        text: t('mails.renewal.why'),
        link: { label: t('pages.sign-in'), href: to('/my/sign-in-links') },
      },
    ],
  }
}

/** What an item is in one line: 'Offers: Waste management'. */
const itemLine = (t: Messages, { direction, theme }: Pick<DigestSuggestion, 'direction' | 'theme'>): string =>
  t(`mails.digest.direction-${direction}`, {
    theme: isThemeId(theme) ? labelOf(theme, t.language) : theme,
  })

const digest = ({ t, to, facts, token }: Writing<'digest'>): Written => {
  const { suggestions, frequency } = facts
  const authority = inert(facts.authority, longestName)
  const count = suggestions.length
  const [best] = suggestions
  if (!best) throw new Error('a digest has at least one suggestion')
  return {
    subject: t('mails.digest.subject', { count, authority }),
    title: t('mails.digest.title', { count }),
    preview: t('mails.digest.preview', { peer: inert(best.peerName, longestName) }),
    blocks: [
      { kind: 'text', text: t('mails.digest.lead', { authority, count }) },
      ...suggestions.map((suggestion) => cardOf(t, to, suggestion)),
      { kind: 'button', label: t('mails.digest.button'), href: to('/matchmaking') },
      { kind: 'text', text: t('mails.digest.people-decide') },
    ],
    why: [
      // A peer's entry may be for the registered alone.
      {
        text: t('mails.digest.sign-in'),
        link: { label: t('pages.sign-in'), href: to('/my/sign-in-links') },
      },
      {
        text: t(`mails.digest.why-${frequency}`),
        link: { label: t('mails.digest.unsubscribe'), href: to(unsubscribePath(token)) },
      },
    ],
  }
}

/** How many reasons a suggestion shows: the strongest ones. */
const mostReasons = 3

const cardOf = (t: Messages, to: Links['to'], suggestion: DigestSuggestion): Block => {
  const country = suggestion.peerCountry
  const page = `/register/${encodeURIComponent(suggestion.peerEntryId)}`
  return {
    kind: 'card',
    title: t('mails.digest.peer', {
      peer: inert(suggestion.peerName, longestName),
      country: isCountryCode(country) ? countryLabel(country as CountryCode, t.language) : country,
    }),
    href: to(page),
    linkLabel: t('mails.digest.see'),
    // A page that asks, by way of signing in: whatever opens the link says nothing for anybody.
    next: { label: t('mails.digest.talk'), href: to(`${page}/interest`, { about: aboutOf(suggestion) }) },
    lines: [itemLine(t, suggestion), t(`matchmaking.fit.${fitBandOf(suggestion.score)}`)],
    quote: inert(suggestion.description, longestQuote),
    ...(suggestion.language !== undefined && { quoteLanguage: suggestion.language }),
    points: bestReasons(suggestion.reasons).map((reason) => reasonSentence(reason, t)),
  }
}

/** The pair as the interest page names it; undefined for what is no request and offer. */
const aboutOf = ({ direction, ownItemId, peerItemId }: DigestSuggestion): string | undefined => {
  if (direction === 'interest') return undefined
  return aboutName(
    direction === 'offer'
      ? { request: ownItemId, offer: peerItemId }
      : { request: peerItemId, offer: ownItemId },
  )
}

/** The reasons that speak for a pair most: by how much each lifts the score above 'not stated'. */
const bestReasons = (reasons: readonly Reason[]): readonly Reason[] =>
  reasons
    .filter(({ stated }) => stated)
    .map((reason) => ({ reason, gain: reason.value - neutralOf(reason) }))
    .filter(({ gain }) => gain > 0)
    .sort((a, b) => b.gain - a.gain)
    .slice(0, mostReasons)
    .map(({ reason }) => reason)

const neutralOf = ({ term }: Reason): number => (term === 'return' ? 0 : reasonValue(term, undefined))

const writers: { readonly [T in NoticeTemplate]: (writing: Writing<T>) => Written } = {
  'confirm-submission': confirmSubmission,
  'continue-draft': continueDraft,
  'claim-received': claimReceived,
  'claim-decided': claimDecided,
  'people-changed': peopleChanged,
  'desk-told': deskTold,
  'entry-published': entryPublished,
  'acted-for': actedFor,
  'acting-objected': actingObjected,
  'contact-invited': contactInvited,
  'entry-returned': entryReturned,
  'sign-in': signIn,
  'renewal-reminder': renewalReminder,
  introduction: introductionLetter,
  'introduction-proposal': proposalLetter,
  'introduction-follow-up': followUpLetter,
  'call-invitation': callInvitation,
  digest,
}
