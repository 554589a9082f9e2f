import type { Messages } from '../messages/messages.ts'
import { type PageContext, renderPage } from '../pages/page.tsx'
import type { SiteSettings } from '../pages/site-settings.ts'

/** A page of plain text: what it is called, how it begins, and its parts, each a heading with paragraphs. */
export type LegalText = {
  readonly title: string
  readonly lead: string
  readonly parts: readonly { readonly heading: string; readonly paragraphs: readonly string[] }[]
}

/** The versions of the privacy notice that were ever shown; the last is the one in force. */
export const privacyVersions = ['1'] as const

/** What each of the legal pages is about. */
const legalTopics = ['privacy', 'accessibility', 'contact'] as const
export type LegalTopic = (typeof legalTopics)[number]

const partsOf: Readonly<Record<LegalTopic, readonly string[]>> = {
  privacy: ['who', 'what', 'why', 'seen', 'where', 'how-long', 'rights'],
  accessibility: ['how', 'tested', 'limits', 'tell'],
  contact: ['about', 'personal-data'],
}

/** A legal page's text in the language of `t`. Paragraphs are the lines of one message. */
export const legalText = (topic: LegalTopic, site: SiteSettings, t: Messages): LegalText => {
  const values = { name: site.name, address: site.contactAddress }
  return {
    title: t(`site.legal.${topic}.title`),
    lead: t(`site.legal.${topic}.lead`, values),
    parts: partsOf[topic].map((part) => ({
      heading: t(`site.legal.${topic}.${part}.title`),
      paragraphs: t(`site.legal.${topic}.${part}`, values).split('\n'),
    })),
  }
}

/** The text as one string, for clients that want data. */
export const plainText = ({ lead, parts }: LegalText): string =>
  [lead, ...parts.flatMap(({ heading, paragraphs }) => [heading, ...paragraphs])].join('\n\n')

/** The page of a legal text; the contact address in it can be followed. */
export const legalPage = (context: PageContext, text: LegalText): string => {
  const { contactAddress } = context.site
  const withLink = (paragraph: string) =>
    paragraph.split(contactAddress).flatMap((piece, n) =>
      n === 0
        ? [piece]
        : [
            <a key={n} href={`mailto:${contactAddress}`} dir="ltr">
              {contactAddress}
            </a>,
            piece,
          ],
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
      </>
    ),
  })
}
