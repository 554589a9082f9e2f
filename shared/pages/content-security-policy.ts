import { createHash } from 'node:crypto'
import { stylesheet } from './stylesheet.ts'

/** The style is inlined, so that the first page is one request, and named by its hash; nothing else may run. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(stylesheet).digest('base64')}'`,
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** For data and drawings that somebody opens by themselves: they may load and run nothing. */
export const nothingButData = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
