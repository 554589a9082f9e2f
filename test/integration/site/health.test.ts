import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { expect, test } from 'vitest'
import { checkHealth } from '../../../functions/site/check-health.ts'
import { showHome } from '../../../functions/site/show-home.ts'
import { httpFunction } from '../../../shared/lambda/http-function.ts'
import { siteOperations as operations } from '../../../shared/site/site-operations.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { registerReader } from '../../../shared/table/register-index-table.ts'
import { anEntry } from '../../support/builders.ts'
import { ask } from '../../support/http-events.ts'
import { writeEntry } from '../../support/register-entries.ts'
import { aSite } from '../../support/requests.ts'
import { freshTables } from '../../support/tables.ts'

const functionOver = (tables: Tables) => {
  const parts = { site: aSite, stage: 'test', register: registerReader(tables) }
  return httpFunction(aSite, [
    [operations.showHome, showHome(parts)],
    [operations.checkHealth, checkHealth(parts)],
  ])
}

test('home counts an entry from the moment it was written', async () => {
  const tables = await freshTables()
  const handler = functionOver(tables)
  const numbers = async () => JSON.parse((await ask(handler, { path: '/' })).body).numbers
  expect(await numbers()).toMatchObject({ authorities: 0, countries: 0, offering: 0, asking: 0 })
  await writeEntry(tables, anEntry())
  expect(await numbers()).toMatchObject({ authorities: 1, countries: 1, offering: 1, asking: 0 })
})

test('health is ok while the table answers', async () => {
  const answer = await ask(functionOver(await freshTables()), { path: '/health' })
  expect(answer.statusCode).toBe(200)
  expect(JSON.parse(answer.body)).toEqual({ status: 'ok', stage: 'test' })
})

test('health is 503 with Retry-After when nothing answers in place of the table', async () => {
  const nowhere: Tables = {
    client: DynamoDBDocumentClient.from(
      new DynamoDBClient({
        // The discard port: refused at once.
        endpoint: 'http://127.0.0.1:9',
        region: 'eu-central-1',
        credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
        maxAttempts: 1,
      }),
    ),
    main: 'main',
    index: 'index',
  }
  const answer = await ask(functionOver(nowhere), { path: '/health' })
  expect(answer.statusCode).toBe(503)
  expect(answer.headers).toMatchObject({ 'retry-after': '30' })
})
