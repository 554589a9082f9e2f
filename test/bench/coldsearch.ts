/**
 * `npm run bench -- coldsearch [--entries N,M] [--rounds R] [--write]`: a search from nothing, in a fresh process
 * against DynamoDB Local: import of the deployed bundle, fetch of the snapshot's columns, opening, the first answer
 * with its 20 entries; and a second one.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { buildApp } from '../../infra/build-app.ts'
import { bundleFolderOf, bundleFunctions } from '../../infra/bundle.ts'
import type { Templates } from '../../infra/local/templates/cloudformation.ts'
import { readWiring } from '../../infra/local/templates/read-wiring.ts'
import { snapshotChunks } from '../../shared/register/snapshot-bytes.ts'
import { listNames } from '../../shared/table/keys.ts'
import { registerBuildTable } from '../../shared/table/register-index-table.ts'
import { report, rounded, spread } from '../support/bench-report.ts'
import { startDynamoDb } from '../support/dynamodb-local.ts'
import { corpus } from './engines/corpus.ts'

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    entries: { type: 'string', default: '10000,100000' },
    rounds: { type: 'string', default: '7' },
    write: { type: 'boolean' },
  },
})
const entry = 'functions/register/serve-register.ts'
const folder = mkdtempSync(join(tmpdir(), 'coldsearch-'))
const dynamodb = await startDynamoDb()
try {
  const { stacks } = buildApp({ stage: 'demo', bundling: 'none', validation: false }).app.synth()
  const templates = Object.fromEntries(
    stacks.map(({ stackName, template }) => [stackName, template]),
  ) as Templates
  const wiring = readWiring(templates, { region: 'eu-central-1', account: '000000000000' })
  const environment = wiring.functions.find((each) => each.entry === entry)?.environment ?? {}
  bundleFunctions([entry], folder)
  const bundle = join(folder, bundleFolderOf(entry), 'index.cjs')
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' }
  const raw = new DynamoDBClient({ endpoint: dynamodb.endpoint, region: wiring.region, credentials })

  const rows: {
    entries: number
    chunks: number
    columns: number
    measured: Record<string, { p50: number; p95: number }>
  }[] = []
  for (const entries of values.entries.split(',').map(Number)) {
    const index = `index-${entries}`
    await raw.send(
      new CreateTableCommand({
        TableName: index,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'sk', AttributeType: 'S' },
        ],
      }),
    )
    const store = registerBuildTable({ client: DynamoDBDocumentClient.from(raw), main: 'none', index })
    const { chunks, columns } = snapshotChunks(corpus(entries))
    await store.writeChunks('bench', chunks)
    const heads = listNames.map(() => 0)
    await store.swapManifest(undefined, { version: 'bench', chunks: chunks.length, columns, heads })
    const found: Record<string, number>[] = []
    for (let round = -1; round < Number(values.rounds); round++) {
      const output = execFileSync(
        process.execPath,
        [join(import.meta.dirname, '../support/cold-request.cjs'), bundle, '/register?q=ba'],
        {
          encoding: 'utf8',
          env: {
            ...environment,
            INDEX_TABLE_NAME: index,
            AWS_REGION: wiring.region,
            AWS_ACCESS_KEY_ID: credentials.accessKeyId,
            AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
            AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint,
          },
        },
      )
      const answer = JSON.parse(output.trimEnd().split('\n').at(-1) ?? '{}') as Record<string, number>
      if (answer.status !== 200 || !(Number(answer.total) > 0)) throw new Error(`no answer: ${output}`)
      // The first round warms the file cache and DynamoDB Local.
      if (round >= 0) found.push(answer)
    }
    const measured = Object.fromEntries(
      ['importMs', 'firstMs', 'coldMs', 'warmMs'].map((key) => [
        key,
        spread(found.map((answer) => answer[key] ?? Number.NaN)),
      ]),
    )
    const bytes = chunks.slice(0, columns).reduce((sum, { length }) => sum + length, 0)
    rows.push({ entries, chunks: columns, columns: bytes, measured })
  }
  report({
    bench: 'coldsearch',
    notes: [
      `A fresh process against DynamoDB Local, ms p50 / p95 of ${values.rounds}. First answer: fetch of the columns, opening, search, fetch of the 20 entries shown.`,
    ],
    head: ['entries', 'columns MB', 'chunks', 'import', 'first answer', 'both', 'next answer'],
    rows: rows.map(({ entries, chunks, columns, measured }) => [
      String(entries),
      String(rounded(columns / 1e6)),
      String(chunks),
      ...Object.values(measured).map(({ p50, p95 }) => `${p50} / ${p95}`),
    ]),
    ours: Object.fromEntries(
      rows.map(({ entries, columns, measured }) => [entries, { bytes: columns, ...measured }]),
    ),
    peers: {},
  })
} finally {
  dynamodb.stop()
  rmSync(folder, { recursive: true })
}
