import { type HttpHandler, json } from '../../shared/http/request.ts'
import type { SiteParts } from './site-parts.ts'

/**
 * `GET /health`: reads the register's manifest and heads, strongly consistent, so that 'ok' means that the table
 * answers now. What the table throws becomes 503.
 */
export const checkHealth =
  ({ stage, register }: Pick<SiteParts, 'stage' | 'register'>): HttpHandler =>
  async () => {
    await register.open()
    return json(200, { status: 'ok', stage })
  }
