/**
 * Imports a function's bundle in this process, which has imported nothing else, asks it one page twice, and prints
 * the milliseconds of the import, of the first and of the second answer, as JSON.
 */
const [, , file = '', path = '/'] = process.argv
const { performance } = require('node:perf_hooks')
const url = new URL(path, 'http://localhost')
const query = {}
for (const [name, value] of url.searchParams) query[name] = [...(query[name] ?? []), value]
const event = {
  resource: url.pathname,
  path: url.pathname,
  httpMethod: 'GET',
  headers: { accept: 'application/json' },
  multiValueHeaders: { accept: ['application/json'] },
  multiValueQueryStringParameters: query,
  pathParameters: null,
  stageVariables: null,
  requestContext: { requestId: 'cold' },
  body: null,
  isBase64Encoded: false,
}
const context = { awsRequestId: 'cold', getRemainingTimeInMillis: () => 29_000 }
const main = async () => {
  const began = performance.now()
  const { handler } = require(file)
  const imported = performance.now()
  const first = await handler(event, context)
  const answered = performance.now()
  await handler(event, context)
  const again = performance.now()
  const { total } = JSON.parse(first.body)
  console.log(
    JSON.stringify({
      status: first.statusCode,
      total,
      importMs: imported - began,
      firstMs: answered - imported,
      coldMs: answered - began,
      warmMs: again - answered,
    }),
  )
  process.exit()
}
main()
