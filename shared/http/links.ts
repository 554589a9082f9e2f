import type { Language } from '../messages/languages.ts'
import { type HttpRequest, languageParameter } from './request.ts'

/** Makes the addresses of one site, absolute to its `siteUrl`; keeps the language where the address names it. */
export type Links = {
  /** An absolute address: `to('/register', {q: 'waste'})`. */
  to(path: string, query?: Readonly<Record<string, string | readonly string[] | undefined>>): string
  /** The page at hand in another language, e.g. for the language choice. */
  inLanguage(language: Language): Links
  readonly siteUrl: string
  /** The language that every address names, where it does. */
  readonly language?: Language
}

/**
 * @param siteUrl the stage's address without a slash at the end, e.g. `http://localhost:3000`
 * @param language put into every address as `lang`; leave it out where the address does not name one
 */
export const linksOf = (siteUrl: string, language?: Language): Links => ({
  siteUrl,
  ...(language && { language }),
  inLanguage: (other) => linksOf(siteUrl, other),
  to: (path, query = {}) => {
    const url = new URL(siteUrl + path)
    for (const [name, value] of Object.entries(query))
      for (const each of Array.isArray(value) ? value : [value])
        if (each !== undefined) url.searchParams.append(name, each as string)
    if (language) url.searchParams.set(languageParameter, language)
    return url.href
  },
})

/** The links of an answer: they keep the language that the address of the request names. */
export const linksFor = (
  siteUrl: string,
  { language, languageInAddress }: Pick<HttpRequest, 'language' | 'languageInAddress'>,
): Links => linksOf(siteUrl, languageInAddress ? language : undefined)

/** Makes the addresses of pages that an answer leads to, in the language that the address names. */
export const toPage = ({ site }: { readonly site: { readonly siteUrl: string } }, request: HttpRequest) =>
  linksFor(site.siteUrl, request).to

/**
 * Told in the address to which a form is sent that takes time to fill in. A browser that cannot reach the site puts its
 * error page in the place of a page with the very same address, and going back would lead past what was typed.
 */
export const sentMark = { sent: 'yes' } as const
