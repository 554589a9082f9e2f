import { Failure } from '../../shared/failures.ts'
import type { HttpAnswer, HttpHandler } from '../../shared/http/request.ts'
import { scriptNamed } from '../../shared/pages/scripts.ts'
import { logoNameAt, readLogo } from '../../shared/site/logo.ts'
import type { SiteParts } from './site-parts.ts'

/**
 * `GET /assets/{file}`: the stage's logo, at the address that its pages name, or a script of our pages; for good, since a
 * hash of it is in the address. Anything else is not there.
 */
export const showAsset =
  ({ site }: Pick<SiteParts, 'site'>): HttpHandler =>
  async ({ path }) => {
    const logo = path === site.logo?.path ? logoNameAt(path) : undefined
    if (logo !== undefined) return forGood('image/svg+xml; charset=utf-8', readLogo(logo))
    const script = scriptNamed(path.replace(/^\/assets\//, ''))
    if (script !== undefined) return forGood('text/javascript; charset=utf-8', script)
    throw new Failure('not-found', 'no-such-page')
  }

const forGood = (type: string, body: string): HttpAnswer => ({
  status: 200,
  headers: {
    'content-type': type,
    'cache-control': 'public, max-age=31536000, immutable',
    // The same for everybody: a cache must not keep one a reader.
    vary: 'Accept-Encoding',
  },
  body,
})
