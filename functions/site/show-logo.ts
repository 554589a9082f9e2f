import { Failure } from '../../shared/failures.ts'
import type { HttpHandler } from '../../shared/http/request.ts'
import { logoNameAt, readLogo } from '../../shared/site/logo.ts'
import type { SiteParts } from './site-parts.ts'

/**
 * `GET /assets/{file}`: the stage's logo, at the address that its pages name, for good, since a hash of it is in
 * the address. Anything else is not there.
 */
export const showLogo =
  ({ site }: Pick<SiteParts, 'site'>): HttpHandler =>
  async ({ path }) => {
    const name = path === site.logo?.path ? logoNameAt(path) : undefined
    if (name === undefined) throw new Failure('not-found', 'no-such-page')
    return {
      status: 200,
      headers: {
        'content-type': 'image/svg+xml; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
        // The same for everybody: a cache must not keep one a reader.
        vary: 'Accept-Encoding',
      },
      body: readLogo(name),
    }
  }
