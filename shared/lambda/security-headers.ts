import { contentSecurityPolicyOf, nothingButData } from '../pages/content-security-policy.ts'
import type { Look } from '../pages/looks.ts'

/**
 * The headers that every answer carries. Pages are private to the reader by default (`no-store`); a handler
 * that knows better sets `cache-control` itself.
 *
 * @param look whose style pages carry: the policy names it by hash
 * @param script whether the page has a script of ours
 */
export const withSecurityHeaders = (
  headers: Readonly<Record<string, string>>,
  look: Look,
  script?: boolean,
): Record<string, string> => ({
  'cache-control': 'no-store',
  vary: 'Accept, Accept-Language, Cookie',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // Not `no-referrer`: with it browsers post our own forms with `Origin: null` (Fetch, 3.2), which we refuse.
  'referrer-policy': 'same-origin',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'cross-origin-opener-policy': 'same-origin',
  'content-security-policy': headers['content-type']?.startsWith('text/html')
    ? contentSecurityPolicyOf(look, script)
    : nothingButData,
  ...headers,
})
