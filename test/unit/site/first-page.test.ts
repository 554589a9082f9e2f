import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { httpFunction } from '../../../shared/lambda/http-function.ts'
import { languages } from '../../../shared/messages/languages.ts'
import { looks } from '../../../shared/pages/looks.ts'
import { stylesheetOf } from '../../../shared/pages/stylesheet.ts'
import { ask } from '../../support/http-events.ts'
import { fullRegister, publicRoutes } from '../../support/public-site.ts'
import { aSite } from '../../support/requests.ts'

/** DESIGN 14: the first page of the site, compressed as a browser gets it. */
const budget = 60_000

const handler = httpFunction(aSite, publicRoutes(aSite, fullRegister()))

describe('whichever page comes first', () => {
  test.each(['/', '/survey', '/register', '/register?q=waste', '/matchmaking', '/statistics'])(
    '%s takes at most 60 kB compressed in every language, with a full register',
    async (path) => {
      const bytes = await Promise.all(
        languages.map(async (language) => {
          const address = `${path}${path.includes('?') ? '&' : '?'}lang=${language}`
          const { statusCode, body } = await ask(handler, { path: address, headers: { accept: 'text/html' } })
          expect(statusCode).toBe(200)
          return gzipSync(body).length
        }),
      )
      process.stdout.write(
        `${path}: ${languages.map((language, n) => `${language} ${bytes[n]}`).join(', ')} bytes\n`,
      )
      for (const each of bytes) expect(each).toBeLessThanOrEqual(budget)
    },
  )

  test('the style that each page carries costs less than a request of its own would', () => {
    // At 8 kB it would be worth a file: a request over a slow line takes about as long as 8 kB do.
    for (const look of looks) expect(gzipSync(stylesheetOf(look)).length).toBeLessThan(8_000)
  })
})
