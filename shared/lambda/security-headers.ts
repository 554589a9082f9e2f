import { contentSecurityPolicy } from '../pages/content-security-policy.ts'

/**
 * The headers that every answer carries. Pages are private to the reader by default (`no-store`); a handler
 * that knows better sets `cache-control` itself.
 */
export const withSecurityHeaders = (
  headers: Readonly<Record<string, string>>,
  body: string | undefined,
): Record<string, string> => ({
  'cache-control': 'no-store',
  vary: 'Accept, Accept-Language, Cookie',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  ...(headers['content-type']?.startsWith('text/html') && body !== undefined
    ? { 'content-security-policy': contentSecurityPolicy, 'x-frame-options': 'DENY' }
    : {}),
  ...headers,
})
