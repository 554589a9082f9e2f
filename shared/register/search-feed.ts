import type { Messages } from '../messages/messages.ts'
import type { EntryView } from './register-view.ts'

/** Text in XML; characters that XML 1.0 cannot hold are left out. */
const xml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/**
 * The newest entries of a search as an Atom feed (RFC 4287).
 *
 * @param addresses of the feed itself and of the search as a page, absolute
 * @param updated when nothing was found; else the newest entry says it
 */
export const searchFeed = (
  entries: readonly EntryView[],
  {
    t,
    siteName,
    title,
    self,
    page,
  }: {
    readonly t: Messages
    readonly siteName: string
    readonly title: string
    readonly self: string
    readonly page: string
  },
): string => {
  const newest =
    entries
      .map(({ updatedAt }) => updatedAt)
      .sort()
      .at(-1) ?? '1970-01-01T00:00:00.000Z'
  const entry = ({ authority, items, updatedAt, url }: EntryView): string =>
    [
      '<entry>',
      `<id>${xml(url)}</id>`,
      `<title>${xml(`${authority.name}, ${authority.countryLabel}`)}</title>`,
      `<link href="${xml(url)}"/>`,
      `<updated>${xml(updatedAt)}</updated>`,
      `<summary>${xml(
        items
          .map((item) => `${t(`register.one.${item.direction}`)}: ${item.themeLabel}. ${item.description}`)
          .join('\n'),
      )}</summary>`,
      '</entry>',
    ].join('')
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xml(t.language)}">`,
    `<id>${xml(self)}</id>`,
    `<title>${xml(title)}</title>`,
    `<link rel="self" href="${xml(self)}"/>`,
    `<link href="${xml(page)}"/>`,
    `<author><name>${xml(siteName)}</name></author>`,
    `<updated>${xml(newest)}</updated>`,
    ...entries.map(entry),
    '</feed>',
  ].join('')
}
