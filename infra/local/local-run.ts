import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Denial } from './access/access-check.ts'
import { type AwsEndpoint, startAwsEndpoint } from './access/aws-endpoint.ts'
import { startControl } from './control.ts'
import { type DynamoDbWire, dynamoDbAt } from './data/dynamodb-wire.ts'
import { openSecrets } from './data/secrets.ts'
import { createTables, deleteTables } from './data/tables.ts'
import { fillRegister } from './demonstration/fill-register.ts'
import { openImport } from './demonstration/open-import.ts'
import { checkJava, startDynamoDbLocal } from './dynamodb-local.ts'
import type { Pauses } from './functions/asynchronous.ts'
import { type LocalFunction, localFunction } from './functions/local-function.ts'
import { startGateway } from './gateway/gateway.ts'
import { inThread } from './in-thread.ts'
import { type Inbox, startInbox } from './mail/inbox.ts'
import { type KeptMail, keptMailsIn } from './mail/kept-mails.ts'
import { mailService } from './mail/mail-service.ts'
import { checkBrowsersAsk, checkPorts } from './ports.ts'
import { readQueue } from './queues/queue-reader.ts'
import { openQueues } from './queues/queues.ts'
import { publisher } from './queues/topics.ts'
import { Refusal } from './refusal.ts'
import {
  emptyRunFolder,
  makeRunFolder,
  type RunFolder,
  runFolderAt,
  usualDataFolder,
  writeJson,
} from './run-folder.ts'
import { lockRunFolder } from './run-lock.ts'
import { startScheduler } from './schedules/scheduler.ts'
import { enterDeskPeople } from './sign-in/enter-desk-people.ts'
import { startDeskIssuer } from './sign-in/issuer.ts'
import { openCheckpoints } from './streams/checkpoints.ts'
import { readStream } from './streams/stream-reader.ts'
import { wakeUp } from './streams/wake-up.ts'
import type { Templates } from './templates/cloudformation.ts'
import { readWiring } from './templates/read-wiring.ts'
import type { Wiring } from './templates/wiring.ts'

export type LocalRunOptions = {
  /** The site's port; the inbox, DynamoDB and the issuer of the secretariat's sign-in take the next three. 3000 unless stated. */
  readonly port?: number
  /** Where data stay between runs; `.local` unless stated. */
  readonly dataFolder?: string
  /** Leaves out the demonstration entries, at this start and at later ones with the same data. */
  readonly empty?: boolean
  /** How many demonstration entries an empty register is filled with; 600 unless stated. */
  readonly entries?: number
  /** Deletes the data of earlier runs first. */
  readonly reset?: boolean
  /** Changes the synthesized templates, e.g. to take a grant away. */
  readonly templates?: (templates: Templates) => Templates
  /** Prints a line; tests leave it out. */
  readonly tell?: (line: string) => void
}

export type LocalRun = {
  readonly siteUrl: string
  readonly inboxUrl: string
  /** Where the secretariat signs in, as one of `deskPeople`. */
  readonly deskUrl: string
  /** Resolves when the people of the desk have their roles and the demonstration entries are in the register. */
  readonly demonstration: Promise<void>
  /** Fires a scheduled job by its name, e.g. `plan-digests`, and gives what it returned; throws if it failed. */
  fire(job: string): Promise<Readonly<Record<string, unknown>>>
  /** Every mail that SES was handed, from the oldest, as it was. */
  mails(): Promise<readonly KeptMail[]>
  /** SDK calls that were refused since no role allows them. */
  denials(): readonly Denial[]
  /** The bodies that lie in a queue, by a part of its name: `Failures`. */
  queued(name: string): readonly string[]
  stop(): Promise<void>
}

const place = { region: 'eu-central-1', account: '000000000000' }

/**
 * Starts the deployed wiring on this machine and resolves when the first page answers.
 *
 * @throws Refusal with one line that says what to do; nothing is left running then
 */
export const startLocalRun = async (options: LocalRunOptions = {}): Promise<LocalRun> => {
  const undo: (() => unknown)[] = []
  let stopping = false
  const stopAll = async () => {
    stopping = true
    for (const each of undo.splice(0).reverse()) await each()
  }
  try {
    // What is cut off by stopping is no failure: it goes on at the next start.
    const tell = (line: string) => {
      if (!stopping) options.tell?.(line)
    }
    return await start({ ...options, tell }, undo, stopAll)
  } catch (error) {
    await stopAll()
    throw error
  }
}

const start = async (
  options: LocalRunOptions & Required<Pick<LocalRunOptions, 'tell'>>,
  undo: (() => unknown)[],
  stopAll: () => Promise<void>,
): Promise<LocalRun> => {
  const { port = 3000, entries = usualEntries, tell } = options
  const siteUrl = `http://localhost:${port}`
  const folder = runFolderAt(options.dataFolder ?? usualDataFolder)

  const lock = lockRunFolder(folder)
  undo.push(lock.release)
  process.once('exit', lock.release)
  undo.push(() => process.off('exit', lock.release))
  const givenEndpoint = process.env.DYNAMODB_ENDPOINT || undefined
  const issuerPort = port + 3
  checkBrowsersAsk([port, port + 1, issuerPort])
  await checkPorts([port, port + 1, ...(givenEndpoint === undefined ? [port + 2] : []), issuerPort])
  if (givenEndpoint === undefined) await checkJava()
  if (options.reset) emptyRunFolder(folder)
  makeRunFolder(folder)
  if (options.empty) writeJson(folder.begunEmpty, true)
  const empty = existsSync(folder.begunEmpty)

  tell('Reading the stacks, bundling the functions, starting DynamoDB and the inbox ...')
  const { templates, bundles, dynamoDb, inbox } = await startParts({
    folder,
    siteUrl,
    deskIssuer: `http://localhost:${issuerPort}`,
    port,
    givenEndpoint,
    undo,
  })

  const wiring = readWiring(options.templates?.(templates) ?? templates, place)
  if (options.reset && givenEndpoint !== undefined) await deleteTables(dynamoDb, wiring.tables)
  const secrets = openSecrets(wiring.secrets, folder.secrets)
  const [streams, issuer] = await Promise.all([
    createTables(dynamoDb, wiring.tables),
    startDeskIssuer(wiring, secrets, siteUrl, issuerPort),
  ])
  undo.push(issuer.stop)
  tell(`Wiring ${wiring.functions.length} functions, ${wiring.api.routes.length} routes ...`)

  let stopped = false
  undo.push(() => {
    stopped = true
  })
  const written = wakeUp()
  const sent = wakeUp()
  const pauses = pausesUntil(() => stopped, undo)
  const queues = openQueues(wiring.queues, folder.queues, Date.now, sent.notify)
  const mails = keptMailsIn(folder.mail)
  const publish = publisher(wiring, queues, Date.now, tell)
  const endpoint = await startAwsEndpoint(
    wiring,
    {
      dynamoDb: dynamoDb.forward,
      secret: (_, body, check) => secrets.answer(body, check),
      mail: mailService({ wiring, inbox, mails, publish, now: Date.now }),
      wrote: written.notify,
    },
    tell,
  )
  undo.push(endpoint.stop)

  const functions = makeFunctions(wiring, bundles, folder, endpoint, tell)
  undo.push(() => Promise.all([...functions.values()].map((each) => each.stop())))
  const functionOf = (arn: string): LocalFunction => {
    const found = functions.get(arn)
    if (!found) throw new Error(`no function has the ARN ${arn}`)
    return found
  }

  const gateway = await startGateway(wiring, functions, { port, siteUrl }, tell)
  undo.push(gateway.stop)
  const checkpoints = openCheckpoints(folder.checkpoints)
  for (const source of wiring.streamSources) {
    const realStreamArn = streams.get(source.streamArn)
    if (realStreamArn === undefined) throw new Error(`the table of ${source.streamArn} has no stream`)
    void readStream({
      dynamoDb,
      source,
      realStreamArn,
      shownStreamArn: source.streamArn.replace(
        /\/stream\/.*$/,
        realStreamArn.replace(/^.*(?=\/stream\/)/, ''),
      ),
      region: wiring.region,
      target: functionOf(source.functionArn),
      checkpoints,
      sendTo: queues.send,
      pauses,
      untilWritten: written.waiter(),
      tell,
    })
  }
  for (const source of wiring.queueSources)
    void readQueue(queues, source, functionOf(source.functionArn).invoke, pauses, sent.waiter())
  const scheduler = startScheduler({ wiring, functions, pauses, sendTo: queues.send, tell })
  const control = await startControl(scheduler, lock.token)
  undo.push(control.stop)
  lock.announce({ controlUrl: control.url, siteUrl, inboxUrl: inbox.url })

  await fetch(siteUrl, { headers: { accept: 'text/html' } })
  const demonstration = (async () => {
    await enterDeskPeople(siteUrl)
    // The inbox's own store is empty at every start.
    for (const mail of mails.all().slice(-mostMailsShownAgain))
      if (!stopped) await inbox.accept(Buffer.from(mail.raw, 'latin1').toString('base64'), undefined)
    for (const each of functions.values()) if (!stopped) await each.warm()
    if (stopped || empty) return
    const { store, addressKey, close } = openImport(wiring, dynamoDb.endpoint, secrets)
    try {
      await fillRegister({
        entries,
        now: () => new Date().toISOString(),
        addressKey,
        store,
        shown: () => entriesShown(siteUrl),
        rebuild: () => scheduler.fire('rebuild-index'),
        file: folder.demonstration,
        stopped: () => stopped,
        tell,
      })
    } finally {
      close()
    }
  })()
  // Whoever does not wait for it must not fall over its failure: it is told.
  demonstration.catch((error: unknown) => {
    if (!stopped) tell(`FAILED  the demonstration entries: ${error instanceof Error ? error.message : error}`)
  })

  return {
    siteUrl,
    inboxUrl: inbox.url,
    deskUrl: `${siteUrl}/secretariat`,
    demonstration,
    fire: async (job) => {
      const fired = await scheduler.fire(job)
      if (!fired) throw new Error(`there is no job '${job}': known are ${scheduler.jobs.join(', ')}`)
      if (!fired.ok) throw new Error(`${job} failed: ${fired.message}`)
      return (fired.answer ?? {}) as Readonly<Record<string, unknown>>
    },
    mails: async () => mails.all(),
    denials: () => endpoint.denials,
    queued: (name) =>
      wiring.queues.filter((queue) => queue.name.includes(name)).flatMap(({ arn }) => queues.bodies(arn)),
    stop: stopAll,
  }
}

/** How many entries a bare `npm start` fills an empty register with. */
export const usualEntries = 600

const entriesShown = async (siteUrl: string): Promise<number> => {
  const answer = await fetch(`${siteUrl}/register?limit=1`, { headers: { accept: 'application/json' } })
  if (!answer.ok) throw new Error(`GET /register answered ${answer.status}: ${await answer.text()}`)
  return ((await answer.json()) as { total: number }).total
}

/** How many mails of earlier runs the inbox shows again. */
const mostMailsShownAgain = 100

type Parts = {
  readonly templates: Templates
  readonly bundles: Readonly<Record<string, string>>
  readonly dynamoDb: DynamoDbWire
  readonly inbox: Inbox
}

/** All that takes time at the start, at once. If one part fails, those that came up are stopped by `undo`. */
const startParts = async ({
  folder,
  siteUrl,
  deskIssuer,
  port,
  givenEndpoint,
  undo,
}: {
  readonly folder: RunFolder
  readonly siteUrl: string
  readonly deskIssuer: string
  readonly port: number
  readonly givenEndpoint: string | undefined
  readonly undo: (() => unknown)[]
}): Promise<Parts> => {
  const templates = inThread<Templates>(new URL('./templates/synthesize-thread.ts', import.meta.url), {
    siteUrl,
    deskIssuer,
    outDir: join(folder.path, 'cdk.out'),
  })
  const bundles = inThread<Record<string, string>>(new URL('./functions/bundle-thread.ts', import.meta.url), {
    outDir: folder.functions,
  })
  undo.push(templates.cancel, bundles.cancel)

  const dynamoDb = async (): Promise<DynamoDbWire> => {
    let endpoint = givenEndpoint
    if (endpoint === undefined) {
      const local = await startDynamoDbLocal(port + 2, folder.database)
      undo.push(local.stop)
      endpoint = local.endpoint
    }
    const wire = dynamoDbAt(endpoint, place.region)
    undo.push(wire.close)
    await wire.call('DynamoDB_20120810.ListTables', { Limit: 1 }).catch((cause: unknown) => {
      throw new Refusal(
        `No DynamoDB answers at ${endpoint}: start it, or leave DYNAMODB_ENDPOINT out to use DynamoDB Local.`,
        { cause },
      )
    })
    return wire
  }
  const inbox = async (): Promise<Inbox> => {
    const started = await startInbox(port + 1)
    undo.push(started.stop)
    return started
  }
  const all = [templates.result, bundles.result, dynamoDb(), inbox()] as const
  // Every part must have come up or failed before the failure of one ends the others.
  await Promise.allSettled(all)
  const [readTemplates, madeBundles, wire, startedInbox] = await Promise.all(all)
  return { templates: readTemplates, bundles: madeBundles, dynamoDb: wire, inbox: startedInbox }
}

const makeFunctions = (
  wiring: Wiring,
  bundles: Readonly<Record<string, string>>,
  folder: RunFolder,
  endpoint: AwsEndpoint,
  tell: (line: string) => void,
): ReadonlyMap<string, LocalFunction> =>
  new Map(
    wiring.functions.map((each) => {
      const bundle = bundles[each.entry]
      if (bundle === undefined) throw new Error(`${each.entry} was not bundled`)
      const logFile = join(folder.log, `${each.title}.log`)
      return [
        each.arn,
        localFunction(each, {
          bundle,
          logFile,
          environment: {
            AWS_ENDPOINT_URL: endpoint.url,
            AWS_ENDPOINT_URL_DYNAMODB: endpoint.url,
            AWS_ENDPOINT_URL_SES: endpoint.url,
            AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoint.url,
            // The SDK must not find the developer's own account.
            AWS_CONFIG_FILE: '/dev/null',
            AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
            AWS_EC2_METADATA_DISABLED: 'true',
          },
          logged: (title, line) => tell(`ERROR   ${title}: ${line}`),
          failed: (title, outcome) => {
            if (!outcome.ok)
              tell(
                `FAILED  ${title}: ${outcome.error.errorType}: ${outcome.error.errorMessage} (see ${logFile})`,
              )
          },
        }),
      ]
    }),
  )

/** Real time, of which a stop ends every pause. */
const pausesUntil = (stopped: () => boolean, undo: (() => unknown)[]): Pauses => {
  const waiting = new Set<() => void>()
  undo.push(() => {
    for (const end of [...waiting]) end()
  })
  return {
    now: Date.now,
    stopped,
    pause: (milliseconds) =>
      new Promise((resolve) => {
        const end = () => {
          clearTimeout(timer)
          waiting.delete(end)
          resolve()
        }
        const timer = setTimeout(end, milliseconds)
        waiting.add(end)
        if (stopped()) end()
      }),
  }
}
