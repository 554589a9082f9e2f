/**
 * `npm run bench -- submission [--rounds N] [--write]`: submissions a second through the survey's own handler, against
 * bare puts of one item as large, on the same DynamoDB Local and in turns; the table round trips behind one answer;
 * and, through the whole run on one machine, the time from a posted form to the mail that SES has accepted.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { mkdtempSync, rmSync } from 'node:fs'
import { type ClientRequest, createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, PutCommand, ScanCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { bundleFolderOf, bundleFunctions } from '../../infra/bundle.ts'
import { dynamoDbAt } from '../../infra/local/data/dynamodb-wire.ts'
import { createTables } from '../../infra/local/data/tables.ts'
import { type LocalRun, startLocalRun } from '../../infra/local/local-run.ts'
import { median, report, rounded, spread } from '../support/bench-report.ts'
import { deployedWiring } from '../support/deployed-wiring.ts'
import { startDynamoDb } from '../support/dynamodb-local.ts'
import { freePorts } from '../support/free-ports.ts'
import { ask } from '../support/http-events.ts'
import { aSurvey } from '../support/surveys.ts'

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { rounds: { type: 'string', default: '7' }, write: { type: 'boolean' } },
})
const rounds = Number(values.rounds)
const eachRound = 200
const atOnce = 8
const mails = 20
const surveyEntry = 'functions/survey/serve-survey.ts'

/** Does something `eachRound` times, some at once; gives how many a second. */
const perSecond = async (work: () => Promise<unknown>): Promise<number> => {
  let left = eachRound
  const began = performance.now()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left-- > 0) await work()
    }),
  )
  return eachRound / ((performance.now() - began) / 1000)
}

/** The handlers log each request, which would stand between the table and its reader. */
const withoutLog = async <T>(work: () => Promise<T>): Promise<T> => {
  const write = process.stdout.write
  process.stdout.write = () => true
  try {
    return await work()
  } finally {
    process.stdout.write = write
  }
}

/** The survey's function as it is deployed, in this process, with its tables on a DynamoDB. */
const surveyFunction = async (endpoint: string, bundle: string) => {
  const wiring = deployedWiring()
  const deployed = wiring.functions.find(({ entry }) => entry === surveyEntry)
  const [main] = wiring.tables
  if (!deployed || !main) throw new Error(`${surveyEntry} is not deployed`)
  await createTables(dynamoDbAt(endpoint, wiring.region), wiring.tables)
  // Read once a process, and no part of what is measured.
  const secrets = createServer((_, response) => response.end('{"SecretString":"the key of this bench"}'))
  await new Promise<void>((resolve) => secrets.listen(0, '127.0.0.1', resolve))
  Object.assign(process.env, deployed.environment, {
    AWS_REGION: wiring.region,
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${(secrets.address() as AddressInfo).port}`,
  })
  const { handler } = createRequire(import.meta.url)(bundle) as { handler: unknown }
  let count = 0
  const submit = async () => {
    const n = ++count
    const { statusCode, body } = await ask(handler, {
      method: 'POST',
      path: '/survey',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'idempotency-key': `bench-submission-${n}`,
      },
      body: JSON.stringify(aSurvey({ email: `bench-${n}@example.org` })),
    })
    if (statusCode !== 202) throw new Error(`POST /survey answered ${statusCode}: ${body}`)
  }
  return { submit, table: main.name, region: wiring.region }
}

/** Counts the HTTP requests that a piece of work sends to a port, repetitions included, and nobody else's. */
const requestsOf = async (port: string, work: () => Promise<unknown>): Promise<number> => {
  const mine = new AsyncLocalStorage<true>()
  let sent = 0
  const count = (message: unknown) => {
    const { request } = message as { request: ClientRequest }
    if (mine.getStore() && String(request.getHeader('host')).endsWith(`:${port}`)) sent++
  }
  subscribe('http.client.request.start', count)
  await mine.run(true, work)
  unsubscribe('http.client.request.start', count)
  return sent
}

const throughput = async (endpoint: string, bundle: string) => {
  const { submit, table, region } = await surveyFunction(endpoint, bundle)
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region }))
  const text = JSON.stringify(aSurvey())
  const put = () =>
    client.send(new PutCommand({ TableName: table, Item: { pk: `BARE#${randomUUID()}`, sk: 'BARE', text } }))
  await submit()
  const { Items: items = [] } = await client.send(new ScanCommand({ TableName: table }))
  // Everything that a submission writes, without its rules and conditions.
  const transact = () => {
    const own = randomUUID()
    return client.send(
      new TransactWriteCommand({
        TransactItems: items.map((item) => ({
          Put: { TableName: table, Item: { ...item, pk: `${String(item.pk)}#${own}` } },
        })),
      }),
    )
  }
  const requests = await requestsOf(new URL(endpoint).port, submit)
  if (requests === 0) throw new Error('no request was counted')
  // The first of each warms Java and the connections.
  await perSecond(submit)
  await perSecond(put)
  await perSecond(transact)
  const ours: number[] = []
  const bare: number[] = []
  const transactions: number[] = []
  for (let round = 0; round < rounds; round++) {
    ours.push(await perSecond(submit))
    bare.push(await perSecond(put))
    transactions.push(await perSecond(transact))
  }
  return {
    requests,
    items: items.length,
    perSecond: median(ours),
    barePutsPerSecond: median(bare),
    bareTransactionsPerSecond: median(transactions),
  }
}

/** Milliseconds from the posted form to the mail that SES accepted, one after the other. */
const formToMail = async (run: LocalRun): Promise<readonly number[]> => {
  const ms: number[] = []
  for (let n = 0; n <= mails; n++) {
    const address = `form-${n}@example.org`
    const began = performance.now()
    const answer = await fetch(`${run.siteUrl}/survey`, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(aSurvey({ email: address })),
    })
    if (answer.status !== 202)
      throw new Error(`POST /survey answered ${answer.status}: ${await answer.text()}`)
    while (!(await run.mails()).some(({ recipients }) => recipients.includes(address))) {
      if (performance.now() - began > 60_000) throw new Error(`no mail came to ${address}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    // The first one starts the functions.
    if (n > 0) ms.push(performance.now() - began)
  }
  return ms
}

/** By itself: a run beside it would send a mail for each submission while they are counted. */
const handlerAlone = async (folder: string) => {
  bundleFunctions([surveyEntry], folder)
  const dynamoDb = await startDynamoDb()
  try {
    const bundle = join(folder, bundleFolderOf(surveyEntry), 'index.cjs')
    return await withoutLog(() => throughput(dynamoDb.endpoint, bundle))
  } finally {
    dynamoDb.stop()
  }
}

const wholeRun = async (dataFolder: string) => {
  const run = await startLocalRun({ port: await freePorts(3), dataFolder, empty: true })
  try {
    return spread(await formToMail(run))
  } finally {
    await run.stop()
  }
}

const folder = mkdtempSync(join(tmpdir(), 'submission-'))
try {
  const measured = await handlerAlone(join(folder, 'bundle'))
  const mailMs = await wholeRun(join(folder, 'run'))
  const ratio = measured.perSecond / measured.barePutsPerSecond
  const holds = (does: boolean) => (does ? 'yes' : 'no')
  report({
    bench: 'submission',
    notes: [
      `${rounds} rounds of ${eachRound} in turns, ${atOnce} at a time, on DynamoDB Local in memory; a bare put writes one item as large as the survey's answers, a submission ${measured.items} in one transaction, which DynamoDB Local writes one after the other. ${mails} mails through the whole run on one machine, one after the other.`,
    ],
    head: ['measured', 'found', 'budget', 'holds'],
    rows: [
      ['table round trips to the answer', String(measured.requests), '≤ 2', holds(measured.requests <= 2)],
      ['submissions a second', measured.perSecond.toFixed(0), '', ''],
      ['bare puts a second', measured.barePutsPerSecond.toFixed(0), '', ''],
      [
        `bare transactions of the same ${measured.items} items a second`,
        measured.bareTransactionsPerSecond.toFixed(0),
        '',
        '',
      ],
      ['submissions over bare puts', ratio.toFixed(2), '≥ 0.5', holds(ratio >= 0.5)],
      [
        'items written by submissions over bare puts',
        ((measured.perSecond * measured.items) / measured.barePutsPerSecond).toFixed(2),
        '',
        '',
      ],
      ['form to mail accepted, median ms', mailMs.p50.toFixed(0), '', ''],
      ['form to mail accepted, 95 of 100, ms', mailMs.p95.toFixed(0), '≤ 2000', holds(mailMs.p95 <= 2000)],
    ],
    ours: {
      perSecond: rounded(measured.perSecond, 1),
      barePutsPerSecond: rounded(measured.barePutsPerSecond, 1),
      requests: measured.requests,
      mailMs,
    },
    peers: {
      bareTransactions: { perSecond: rounded(measured.bareTransactionsPerSecond, 1), items: measured.items },
    },
  })
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exit()
