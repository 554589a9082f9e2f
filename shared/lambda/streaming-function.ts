import { Readable } from 'node:stream'
import middy from '@middy/core'
import { executionModeStreamifyResponse } from '@middy/core/StreamifyResponse'
import type { APIGatewayProxyEvent } from 'aws-lambda'
import type { SiteSettings } from '../pages/site-settings.ts'
import { httpFunction, type Route } from './http-function.ts'
import { errorFields, log } from './log.ts'

/**
 * As `httpFunction`, for routes whose integration streams (`ResponseTransferMode: STREAM`): an answer of pieces is sent
 * while it is made. One that fails on its way cannot take its status back: the connection is cut off, which no client
 * takes for the end, and the failure is logged.
 */
export const streamingFunction = (site: SiteSettings, routes: readonly Route[]) => {
  const answer = httpFunction(site, routes)
  return middy<APIGatewayProxyEvent>({ executionMode: executionModeStreamifyResponse }).handler(
    async (event, context) => {
      const { pieces, body, isBase64Encoded: _, ...head } = await answer(event, context)
      return { ...head, body: pieces ? Readable.from(telling(pieces, event.resource)) : body }
    },
  )
}

async function* telling(pieces: AsyncIterable<string>, route: string): AsyncIterable<string> {
  try {
    yield* pieces
  } catch (error) {
    log.error('answer-cut-off', { route, ...errorFields(error) })
    throw error
  }
}
