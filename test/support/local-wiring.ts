import { statementsOf } from '../../infra/local/access/policy.ts'
import type { FunctionWiring, Wiring } from '../../infra/local/templates/wiring.ts'

/** A wiring with nothing in it; say only what the test is about. */
export const aWiring = (stated: Partial<Wiring> = {}): Wiring => ({
  region: 'eu-central-1',
  account: '000000000000',
  tables: [],
  keys: [],
  secrets: [],
  functions: [],
  api: { id: 'api', stage: 'site', routes: [], responses: [], binaryMediaTypes: [], rateRules: [] },
  streamSources: [],
  queueSources: [],
  queues: [],
  topics: [],
  schedules: [],
  configurationSets: [],
  identities: [],
  ...stated,
})

/** A function with the statements of its role; say only what the test is about. */
export const wiredFunction = ({
  statements = [],
  ...stated
}: Partial<FunctionWiring> & { readonly statements?: readonly object[] } = {}): FunctionWiring => ({
  name: 'function',
  arn: 'arn:aws:lambda:eu-central-1:000000000000:function:function',
  entry: 'functions/site/function.ts',
  title: 'function',
  exportName: 'handler',
  environment: {},
  timeoutSeconds: 3,
  memoryMegabytes: 128,
  role: {
    arn: 'arn:aws:iam::000000000000:role/function',
    statements: statementsOf({ Statement: statements }, 'Role'),
  },
  asynchronous: { maximumRetryAttempts: 2, maximumEventAgeSeconds: 21_600 },
  permissions: [],
  ...stated,
})
