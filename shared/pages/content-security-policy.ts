import { createHash } from 'node:crypto'
import type { Look } from './looks.ts'
import { stylesheetOf } from './stylesheet.ts'

const policyOf = (look: Look): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(stylesheetOf(look)).digest('base64')}'`,
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

const policies: Readonly<Record<Look, string>> = { neutral: policyOf('neutral'), europa: policyOf('europa') }

/** The style is inlined, so that the first page is one request, and named by its hash; nothing else may run. */
export const contentSecurityPolicyOf = (look: Look): string => policies[look]

/** For data and drawings that somebody opens by themselves: they may load and run nothing. */
export const nothingButData = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
