import { type HttpRequest, languageParameter } from '../http/request.ts'
import { isLanguage, type Language } from '../messages/languages.ts'

const cookieName = 'language'
const year = 365 * 24 * 60 * 60

/** The language that this reader chose on an earlier visit, from the `Cookie` header. */
export const keptLanguage = (cookies: string | undefined): Language | undefined => {
  const value = new RegExp(`(?:^|;)\\s*${cookieName}=([^;\\s]*)`).exec(cookies ?? '')?.[1]
  return isLanguage(value) ? value : undefined
}

/**
 * Keeps a language that somebody chose: in the one cookie of the public pages, for a year, and only after a choice.
 * That is: the address names another language than the page of ours that led to it. An address that somebody
 * was sent, or a link that only carries the language on, keeps nothing.
 */
export const keepingLanguage = (
  siteUrl: string,
  { method, headers, language, languageInAddress }: Omit<HttpRequest, 'body' | 'sentAs'>,
): { 'set-cookie'?: string } => {
  if (method !== 'GET' || !languageInAddress || !URL.canParse(headers.referer ?? '')) return {}
  const from = new URL(headers.referer ?? '')
  const site = new URL(siteUrl)
  if (from.origin !== site.origin || from.searchParams.get(languageParameter) === language) return {}
  if (keptLanguage(headers.cookie) === language) return {}
  const secure = site.protocol === 'https:' ? '; Secure' : ''
  return {
    'set-cookie': `${cookieName}=${language}; Path=/; Max-Age=${year}; SameSite=Lax; HttpOnly${secure}`,
  }
}
