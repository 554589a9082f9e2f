import type { HttpHandler } from '../../shared/http/request.ts'
import { siteIcon } from '../../shared/pages/site-icon.ts'

/** `GET /favicon.ico`: pages carry the mark themselves; this is for clients that ask by habit. */
export const showIcon: HttpHandler = async () => ({
  status: 200,
  headers: { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400' },
  body: siteIcon,
})
