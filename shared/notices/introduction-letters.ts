import { entryOfItem, type Introduction } from '../matchmaking/introductions/introduction.ts'
import { themeInside } from '../matchmaking/reason-sentences.ts'
import type { Messages } from '../messages/messages.ts'
import { countryLabel } from '../places/countries.ts'
import { type Entry, type EntryItem, type Format, maySee } from '../register/entry.ts'
import { languageLabel } from '../survey/working-languages.ts'
import { labelOf } from '../themes/theme-words.ts'
import { inert, longestName, longestQuote } from './inert.ts'
import type { Block } from './letter.tsx'
import type { PairAsRead } from './notice-store.ts'
import { needed } from './token.ts'
import type { Writing, Written } from './writing.ts'

/** The two are introduced: who the peer is and how to write to them, what each hopes for, and how to begin. */
export const introductionLetter = ({ t, to, site, facts, token, pair }: Writing<'introduction'>): Written => {
  const address = pair?.peerContact?.address
  if (!pair || address === undefined) throw new Error('this mail needs both who are introduced')
  const { introduction, own, peer } = pair
  const names = namesOf(pair)
  return {
    subject: t('mails.introduction.subject', names),
    title: t('mails.introduction.title', names),
    preview: t('mails.introduction.preview', names),
    blocks: [
      { kind: 'text', text: t('mails.introduction.lead', { ...names, site: site.name }) },
      peerCard(t, to, introduction, peer),
      {
        kind: 'list',
        title: t('mails.introduction.own-hopes'),
        lines: hopesOf(t, introduction, own),
      },
      { kind: 'text', text: t('mails.introduction.write', { ...names, address }) },
      {
        kind: 'button',
        label: t('mails.introduction.button', names),
        href: `mailto:${encodeURIComponent(address).replace('%40', '@')}`,
      },
      {
        kind: 'list',
        ordered: true,
        title: t('mails.introduction.agenda'),
        lines: agenda(t, introduction, own, peer),
      },
      ...facts.contactPoints.map(
        (point): Block => ({ kind: 'text', text: t('mails.introduction.contact-point', point) }),
      ),
      { kind: 'text', text: t('mails.introduction.follow-up') },
    ],
    why: [
      {
        text: t('mails.introduction.why', names),
        link: {
          label: t('mails.introduction.stop'),
          href: to(`/answers/${needed(token)}`),
        },
      },
    ],
  }
}

const namesOf = ({ own, peer }: PairAsRead) => ({
  own: inert(own.authority.name, longestName),
  peer: inert(peer.authority.name, longestName),
})

/** The secretariat asks whether the two would like to talk: about what, and how to say yes or no without an account. */
export const proposalLetter = ({ t, to, site, token, pair }: Writing<'introduction-proposal'>): Written => {
  if (!pair) throw new Error('this mail needs both of whom it speaks')
  const names = namesOf(pair)
  return {
    subject: t('mails.proposal.subject', names),
    title: t('mails.proposal.title', names),
    preview: t('mails.proposal.preview', names),
    blocks: [
      { kind: 'text', text: t('mails.proposal.lead', { ...names, site: site.name }) },
      peerCard(t, to, pair.introduction, pair.peer),
      { kind: 'button', label: t('mails.proposal.button'), href: to(`/answers/${needed(token)}`) },
      { kind: 'text', text: t('mails.proposal.private') },
    ],
    why: [{ text: t('mails.proposal.why', names) }],
  }
}

/** Two months, and three, after they were introduced: what came of it? */
export const followUpLetter = ({ t, to, site, token, pair }: Writing<'introduction-follow-up'>): Written => {
  if (!pair) throw new Error('this mail needs both of whom it speaks')
  const names = namesOf(pair)
  return {
    subject: t('mails.asked.subject', names),
    title: t('mails.asked.title', names),
    preview: t('mails.asked.preview', names),
    blocks: [
      { kind: 'text', text: t('mails.asked.lead', { ...names, site: site.name }) },
      { kind: 'button', label: t('mails.asked.button'), href: to(`/answers/${needed(token)}`) },
      {
        kind: 'text',
        text: t(pair.introduction.asked > 1 ? 'mails.asked.last' : 'mails.asked.again'),
      },
    ],
    why: [{ text: t('mails.introduction.why', names) }],
  }
}

const peerCard = (
  t: Messages,
  to: (path: string) => string,
  introduction: Introduction,
  peer: Entry,
): Block => {
  const { name, country } = peer.authority
  const hope = introduction.wishes[peer.entryId]?.hope
  const [first] = itemsOfSide(introduction, peer)
  const quote = hope ?? first?.description
  return {
    kind: 'card',
    title: t('mails.digest.peer', {
      peer: inert(name, longestName),
      country: countryLabel(country, t.language),
    }),
    href: to(`/register/${encodeURIComponent(peer.entryId)}`),
    linkLabel: t('mails.digest.see'),
    lines: [
      t('mails.introduction.role', { role: t(`survey.role.${peer.role}`) }),
      t('mails.introduction.languages', { languages: languagesOf(t, peer.languages) }),
      ...linesOf(t, itemsOfSide(introduction, peer)),
    ],
    ...(quote !== undefined && { quote: inert(quote, longestQuote) }),
    ...(hope === undefined && first && { quoteLanguage: first.language }),
    points: [],
  }
}

/** The items that a side brings into what the two would talk about, as far as the other side may see them. */
const itemsOfSide = ({ about }: Introduction, entry: Entry): readonly EntryItem[] => {
  const ids = new Set(about.flatMap(({ request, offer }) => [request, offer]))
  return entry.items.filter(
    ({ itemId, visibility }) =>
      ids.has(itemId) && entryOfItem(itemId) === entry.entryId && maySee('respondent', visibility),
  )
}

const linesOf = (t: Messages, items: readonly EntryItem[]): string[] =>
  items.map(({ direction, theme }) =>
    t(`mails.digest.direction-${direction}`, { theme: labelOf(theme, t.language) }),
  )

const hopesOf = (t: Messages, introduction: Introduction, own: Entry): string[] => {
  const hope = introduction.wishes[own.entryId]?.hope
  const lines = [
    ...linesOf(t, itemsOfSide(introduction, own)),
    ...(hope === undefined ? [] : [inert(hope, longestQuote)]),
  ]
  return lines.length > 0 ? lines : [t('mails.introduction.hopes-open')]
}

const languagesOf = (t: Messages, languages: readonly string[]): string =>
  new Intl.ListFormat(t.locale).format(languages.map((language) => languageLabel(language, t.language)))

/** A first talk of an hour, in the languages and formats that both have. */
const agenda = (t: Messages, { about }: Introduction, own: Entry, peer: Entry): string[] => {
  const items = [...own.items, ...peer.items]
  const themes = [
    ...new Set(about.flatMap(({ request }) => items.find(({ itemId }) => itemId === request)?.theme ?? [])),
  ].map((theme) => themeInside(theme, t))
  const list = new Intl.ListFormat(t.locale)
  const common = own.languages.filter((language) => peer.languages.includes(language))
  const formats = formatsIn(about, items).map((format) => t(`register.format.${format}`))
  return [
    common.length > 0
      ? t('mails.introduction.agenda.languages', { languages: languagesOf(t, common) })
      : t('mails.introduction.agenda.interpreter'),
    t('mails.introduction.agenda.who'),
    themes.length > 0
      ? t('mails.introduction.agenda.theme', { themes: list.format(themes) })
      : t('mails.introduction.agenda.hopes'),
    t('mails.introduction.agenda.again'),
    formats.length > 0
      ? t('mails.introduction.agenda.formats', { formats: list.format(formats) })
      : t('mails.introduction.agenda.next'),
  ]
}

/** The formats that a request and its offer have in common. */
const formatsIn = (about: Introduction['about'], items: readonly EntryItem[]): readonly Format[] => {
  const of = (id: string) => items.find(({ itemId }) => itemId === id)?.formats ?? []
  return [
    ...new Set(
      about.flatMap(({ request, offer }) => of(request).filter((format) => of(offer).includes(format))),
    ),
  ]
}
