import type { JSX } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { withoutMarks } from '../messages/fallback-marks.ts'
import { directionOf, type Language } from '../messages/languages.ts'
import { withMarkedLanguages } from '../pages/marked-languages.ts'

/** What a mail says, once; the HTML and the text are two renderings of it and cannot differ. */
export type Letter = {
  readonly language: Language
  readonly subject: string
  readonly title: string
  /** What an inbox shows beside the subject. */
  readonly preview: string
  readonly blocks: readonly Block[]
  /** Small print: who writes and why. */
  readonly footer: readonly FooterLine[]
}

export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'list'
      readonly title?: string
      readonly lines: readonly string[]
      readonly ordered?: true
    }
  /** At most one a letter. */
  | { readonly kind: 'button'; readonly label: string; readonly href: string }
  | {
      readonly kind: 'card'
      readonly title: string
      readonly href: string
      /** What a screen reader and the text version call the link. */
      readonly linkLabel: string
      /** What can be done about it. */
      readonly next?: { readonly label: string; readonly href: string }
      readonly lines: readonly string[]
      /** Somebody's own words, in whatever language. */
      readonly quote?: string
      /** In which (BCP 47), where it is known. */
      readonly quoteLanguage?: string
      readonly points: readonly string[]
    }

export type FooterLine = { readonly text: string; readonly link?: { label: string; href: string } }

/** Tables for layout show no lines of their own. */
const bare = { cellPadding: '0', cellSpacing: '0', border: '0' }

const ink = '#1c2430'
const quiet = '#4c5866'
const accent = '#00518f'
const fonts =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Naskh Arabic', 'Geeza Pro', Tahoma, Arial, sans-serif"

/**
 * The letter as an HTML document: one column, styles inline and layout by one table, since mail clients drop
 * style sheets and Outlook knows no padding on links. Nothing is loaded from anywhere: no picture, no tracking.
 */
export const letterHtml = (letter: Letter): string => {
  const dir = directionOf(letter.language)
  const align = dir === 'rtl' ? 'right' : 'left'
  const base = { fontFamily: fonts, color: ink, direction: dir, textAlign: align } as const
  const document = renderToString(
    <html lang={letter.language} dir={dir}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <title>{letter.subject}</title>
      </head>
      <body dir={dir} style={{ margin: '0', padding: '0', backgroundColor: '#eef2f6' }}>
        <div style={{ display: 'none', maxHeight: '0', overflow: 'hidden' }}>{letter.preview}</div>
        <table role="presentation" width="100%" {...bare}>
          <tbody>
            <tr>
              <td align="center" style={{ padding: '24px 12px' }}>
                <table
                  role="presentation"
                  width="100%"
                  {...bare}
                  style={{ maxWidth: '600px', backgroundColor: '#ffffff', borderRadius: '8px' }}
                >
                  <tbody>
                    <tr>
                      <td
                        dir={dir}
                        align={align}
                        style={{ ...base, padding: '32px', fontSize: '17px', lineHeight: '1.55' }}
                      >
                        <h1 style={{ margin: '0 0 16px', fontSize: '24px', lineHeight: '1.3', color: ink }}>
                          {letter.title}
                        </h1>
                        {letter.blocks.map(blockHtml)}
                      </td>
                    </tr>
                  </tbody>
                </table>
                <table role="presentation" width="100%" {...bare} style={{ maxWidth: '600px' }}>
                  <tbody>
                    <tr>
                      <td
                        dir={dir}
                        align={align}
                        style={{
                          ...base,
                          padding: '16px 32px',
                          fontSize: '14px',
                          lineHeight: '1.5',
                          color: quiet,
                        }}
                      >
                        {letter.footer.map(({ text, link }) => (
                          <p style={{ margin: '0 0 8px' }}>
                            {text}
                            {link && ' '}
                            {link && (
                              <a href={link.href} style={{ color: accent }}>
                                {link.label}
                              </a>
                            )}
                          </p>
                        ))}
                      </td>
                    </tr>
                  </tbody>
                </table>
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>,
  )
  return `<!doctype html>${withMarkedLanguages(document)}`
}

const blockHtml = (block: Block): JSX.Element => {
  switch (block.kind) {
    case 'text':
      return <p style={{ margin: '0 0 16px' }}>{block.text}</p>
    case 'list':
      return (
        <>
          {block.title && (
            <h2 style={{ margin: '0 0 4px', fontSize: '19px', lineHeight: '1.35' }}>{block.title}</h2>
          )}
          {listHtml(block.lines, block.ordered)}
        </>
      )
    case 'button':
      return (
        <table role="presentation" {...bare} style={{ margin: '8px 0 24px' }}>
          <tbody>
            <tr>
              <td style={{ backgroundColor: accent, borderRadius: '6px', padding: '14px 24px' }}>
                <a
                  href={block.href}
                  style={{
                    color: '#ffffff',
                    fontWeight: '600',
                    fontSize: '17px',
                    textDecoration: 'none',
                    display: 'inline-block',
                  }}
                >
                  {block.label}
                </a>
              </td>
            </tr>
          </tbody>
        </table>
      )
    case 'card':
      return (
        <div style={{ margin: '0 0 24px', paddingTop: '16px', borderTop: '1px solid #d5dce4' }}>
          <h2 style={{ margin: '0 0 4px', fontSize: '19px', lineHeight: '1.35' }}>
            <a href={block.href} style={{ color: accent }}>
              {block.title}
            </a>
          </h2>
          {block.lines.map((line) => (
            <p style={{ margin: '0 0 4px' }}>{line}</p>
          ))}
          {block.quote && (
            <p dir="auto" lang={block.quoteLanguage} style={{ margin: '8px 0', color: quiet }}>
              {block.quote}
            </p>
          )}
          {block.points.length > 0 && listHtml(block.points)}
          {block.next && (
            <p style={{ margin: '0 0 4px' }}>
              <a href={block.next.href} style={{ color: accent }}>
                {block.next.label}
              </a>
            </p>
          )}
        </div>
      )
  }
}

const listHtml = (lines: readonly string[], ordered?: true): JSX.Element => {
  const List = ordered ? 'ol' : 'ul'
  return (
    <List style={{ margin: '8px 0 16px', padding: ordered ? '0 24px' : '0 20px' }}>
      {lines.map((line) => (
        <li style={{ margin: '0 0 4px' }}>{line}</li>
      ))}
    </List>
  )
}

/** The letter as plain text: the same words in the same order, each link on a line of its own. */
export const letterText = (letter: Letter): string =>
  withoutMarks(
    [
      letter.title,
      ...letter.blocks.map(blockText),
      '-- ',
      ...letter.footer.map(({ text, link }) => (link ? `${text} ${link.label}:\n${link.href}` : text)),
    ].join('\n\n'),
  )

const blockText = (block: Block): string => {
  switch (block.kind) {
    case 'text':
      return block.text
    case 'list':
      return [
        ...(block.title === undefined ? [] : [block.title]),
        ...block.lines.map((line, n) => `${block.ordered ? `${n + 1}.` : '-'} ${line}`),
      ].join('\n')
    case 'button':
      return `${block.label}:\n${block.href}`
    case 'card':
      return [
        `* ${block.title}`,
        ...block.lines,
        ...(block.quote ? [block.quote] : []),
        ...block.points.map((point) => `- ${point}`),
        `${block.linkLabel}: ${block.href}`,
        ...(block.next ? [`${block.next.label}: ${block.next.href}`] : []),
      ].join('\n')
  }
}
