import { createHash } from 'node:crypto'
import type { Look } from './looks.ts'
import { stylesheetOf } from './stylesheet.ts'

const policyOf = (look: Look, script: boolean): string =>
  [
    "default-src 'none'",
    ...(script ? ["script-src 'self'", "worker-src 'self'", "connect-src 'self'"] : []),
    `style-src 'sha256-${createHash('sha256').update(stylesheetOf(look)).digest('base64')}'`,
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

const policiesOf = (script: boolean): Readonly<Record<Look, string>> => ({
  neutral: policyOf('neutral', script),
  europa: policyOf('europa', script),
})
const [withoutScript, withScript] = [policiesOf(false), policiesOf(true)]

/**
 * The style is inlined, so that the first page is one request, and named by its hash; nothing else may run, but for
 * scripts of our own origin where a page has any.
 */
export const contentSecurityPolicyOf = (look: Look, script = false): string =>
  (script ? withScript : withoutScript)[look]

/** For data and drawings that somebody opens by themselves: they may load and run nothing. */
export const nothingButData = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
