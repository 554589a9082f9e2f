import { pairDaysKept } from '../digests/digest-store.ts'
import { longDate } from '../messages/dates.ts'
import type { Messages } from '../messages/messages.ts'
import { daysInvitationKept } from '../my/entry-contacts.ts'
import { noticeDaysKept } from '../notices/notice-days.ts'
import { type PageContext, renderPage } from '../pages/page.tsx'
import { privacyInForce } from '../pages/privacy-versions.ts'
import type { SiteSettings } from '../pages/site-settings.ts'
import { sessionKinds } from '../sessions/session.ts'
import { daysActingKept } from '../survey/acting.ts'
import { daysToConfirm } from '../survey/submission.ts'

/** A page of plain text: what it is called, how it begins, and its parts, each a heading with paragraphs. */
export type LegalText = {
  readonly title: string
  readonly lead: string
  readonly parts: readonly { readonly heading: string; readonly paragraphs: readonly string[] }[]
  /** Which version it is and since when, where it has versions. */
  readonly version?: string
}

/** The day of our own assessment of accessibility. */
const assessed = '2026-11-25'

/** What each of the legal pages is about. */
const legalTopics = ['privacy', 'accessibility', 'contact'] as const
export type LegalTopic = (typeof legalTopics)[number]

const partsOf: Readonly<Record<LegalTopic, readonly string[]>> = {
  privacy: ['who', 'what', 'why', 'suggestions', 'seen', 'cookies', 'where', 'how-long', 'rights'],
  accessibility: ['how', 'status', 'tested', 'limits', 'tell', 'complain'],
  contact: ['about', 'personal-data', 'who', 'sources'],
}

/** Of the periods that the notice states, those that the code keeps: so that one never says what the other does not. */
const periods = {
  confirmDays: daysToConfirm,
  signInMailDays: noticeDaysKept['sign-in'],
  digestDays: noticeDaysKept.digest,
  introductionMailDays: noticeDaysKept.introduction,
  claimMailDays: noticeDaysKept['claim-received'],
  mailDays: noticeDaysKept['confirm-submission'],
  namedDays: daysActingKept,
  askedDays: daysInvitationKept,
  pairYears: pairDaysKept / 365,
  sessionDays: sessionKinds.respondent.longestMinutes / (24 * 60),
}

/** A legal page's text in the language of `t`. Paragraphs are the lines of one message. */
export const legalText = (topic: LegalTopic, site: SiteSettings, t: Messages): LegalText => {
  const { controller, law, officerAddress: officer } = site.legal
  const dayOf = (day: string) => longDate(new Date(`${day}T00:00:00Z`), t)
  const values = {
    address: site.contactAddress,
    controller,
    law,
    officer,
    expiredDays: site.legal.expiredEntryDays,
    since: dayOf(assessed),
    ...periods,
  }
  return {
    title: t(`site.legal.${topic}.title`),
    lead: t(`site.legal.${topic}.lead`, values),
    parts: partsOf[topic].map((part) => ({
      heading: t(`site.legal.${topic}.${part}.title`),
      paragraphs: t(`site.legal.${topic}.${part}`, values).split('\n'),
    })),
    ...(topic === 'privacy' && {
      version: t('site.legal.privacy.version', {
        version: privacyInForce.version,
        since: dayOf(privacyInForce.since),
      }),
    }),
  }
}

/** The text as one string, for clients that want data. */
export const plainText = ({ lead, parts, version }: LegalText): string =>
  [
    lead,
    ...parts.flatMap(({ heading, paragraphs }) => [heading, ...paragraphs]),
    ...(version ? [version] : []),
  ].join('\n\n')

/** A text in pieces, each of the words in it a piece of its own. */
const splitAround = (words: readonly string[], text: string): readonly string[] =>
  words.reduce<readonly string[]>(
    (pieces, word) =>
      pieces.flatMap((piece) =>
        words.includes(piece)
          ? [piece]
          : piece.split(word).flatMap((part, n) => (n === 0 ? [part] : [word, part])),
      ),
    [text],
  )

/** The page of a legal text; the mail addresses in it can be followed. */
export const legalPage = (context: PageContext, text: LegalText): string => {
  const { contactAddress, legal } = context.site
  const addresses: readonly string[] = [contactAddress, legal.officerAddress]
  const withLink = (paragraph: string) =>
    splitAround(addresses, paragraph).map((piece, n) =>
      addresses.includes(piece) ? (
        <a key={n} href={`mailto:${piece}`} dir="ltr">
          {piece}
        </a>
      ) : (
        piece
      ),
    )
  return renderPage(context, {
    title: text.title,
    main: (
      <>
        <h1>{text.title}</h1>
        <p class="lead">{withLink(text.lead)}</p>
        {text.parts.map(({ heading, paragraphs }) => (
          <section key={heading}>
            <h2>{heading}</h2>
            {paragraphs.map((paragraph) => (
              <p key={paragraph}>{withLink(paragraph)}</p>
            ))}
          </section>
        ))}
        {text.version && <p class="hint">{text.version}</p>}
      </>
    ),
  })
}
