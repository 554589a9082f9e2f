import type { HttpRequest } from '../../shared/http/request.ts'
import type { Language } from '../../shared/messages/languages.ts'
import { messagesIn } from '../../shared/messages/messages.ts'
import type { SiteSettings } from '../../shared/pages/site-settings.ts'

export const aSite: SiteSettings = {
  siteUrl: 'https://register.example.org',
  name: 'Peer Register',
  contactAddress: 'contact@register.example.org',
  demonstration: true,
  look: 'neutral',
  legal: {
    controller: 'Association of Peers, Example Street 1, Brussels',
    law: 'gdpr',
    officerAddress: 'officer@register.example.org',
    expiredEntryDays: 365,
  },
}

/** A request as a handler gets it; say only what the test is about. */
export const aRequest = (stated: Partial<HttpRequest> & { language?: Language } = {}): HttpRequest => ({
  method: stated.body === undefined ? 'GET' : 'POST',
  path: '/',
  parameters: {},
  query: {},
  headers: {},
  body: undefined,
  sentAs: stated.body === undefined ? 'nothing' : 'json',
  wants: 'json',
  language: 'en',
  languageInAddress: false,
  t: messagesIn(stated.language ?? 'en'),
  ...stated,
})
