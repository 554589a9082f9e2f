import { createWriteStream, type WriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { Worker } from 'node:worker_threads'
import type {
  FunctionError,
  InstanceMessage,
  InstanceSettings,
  Invocation,
  Taken,
} from './worker-messages.ts'

/** What became of an event. */
export type Outcome =
  | {
      readonly ok: true
      /** Of a streamed answer its head. */
      readonly answer: unknown
      readonly requestId: string
      /** The pieces of a streamed answer: its instance is free when they have ended. It fails where the answer does. */
      readonly pieces?: Readable
    }
  | { readonly ok: false; readonly error: FunctionError; readonly requestId: string }

/** One instance of a function: a thread that carries out one event at a time. */
export type Instance = {
  /** Resolves when its bundle is loaded. */
  readonly loaded: Promise<void>
  run(invocation: Invocation): Promise<Outcome>
  /** False once it has ended; then it takes no more events. */
  alive(): boolean
  end(): Promise<void>
}

/** Lambda's limit for an answer, 6 MB. */
const largestAnswer = 6 * 1024 * 1024

const logs = new Map<string, WriteStream>()

/** One stream a file, since several instances write to a function's log. */
const logTo = (file: string): WriteStream => {
  let log = logs.get(file)
  if (!log || log.closed) {
    log = createWriteStream(file, { flags: 'a' })
    // A log that cannot be written (its folder was deleted) must not end the run.
    log.on('error', () => logs.delete(file))
    logs.set(file, log)
  }
  return log
}

/**
 * Starts an instance. A function that exceeds its time is ended, as Lambda does.
 *
 * @param environment all that the function sees of `process.env`
 * @param logFile where its output goes
 * @param logged told of each line that the function logs as an error
 */
export const startInstance = (
  settings: InstanceSettings,
  environment: Readonly<Record<string, string>>,
  logFile: string,
  logged: (line: string) => void,
): Instance => {
  const worker = new Worker(new URL('./instance-thread.ts', import.meta.url), {
    workerData: settings,
    env: { ...environment },
    execArgv: ['--disable-warning=ExperimentalWarning', '--enable-source-maps'],
    stdout: true,
    stderr: true,
  })
  const log = logTo(logFile)
  worker.stdout.pipe(log, { end: false })
  worker.stderr.pipe(log, { end: false })
  createInterface({ input: worker.stdout }).on('line', (line) => {
    if (line.startsWith('{"level":"error"')) logged(line)
  })

  let running: { readonly id: string; readonly settle: (outcome: Outcome) => void } | undefined
  let pieces: Readable | undefined
  let timer: NodeJS.Timeout | undefined
  let alive = true
  const settle = (outcome: Outcome) => {
    const settled = running
    running = undefined
    settled?.settle(outcome)
  }
  /** The pieces that come no more, if there were any. */
  const endPieces = () => {
    const ended = pieces
    pieces = undefined
    if (ended) clearTimeout(timer)
    return ended
  }
  const fail = (errorType: string, errorMessage: string) => {
    if (running) settle({ ok: false, requestId: running.id, error: { errorType, errorMessage } })
    endPieces()?.destroy(new Error(`${errorType}: ${errorMessage}`))
  }

  let markLoaded = () => {}
  const loaded = new Promise<void>((resolve) => {
    markLoaded = resolve
  })
  worker.on('message', (message: InstanceMessage) => {
    if (message.kind === 'ready') return markLoaded()
    const { requestId } = message
    if (message.kind === 'piece') return void pieces?.push(message.bytes)
    if (message.kind === 'answered' && pieces) return void endPieces()?.push(null)
    if (message.kind === 'failed' && pieces) return fail(message.error.errorType, message.error.errorMessage)
    if (requestId !== running?.id) return
    if (message.kind === 'begun') {
      pieces = new Readable({
        // Asked when what was pushed before has been read.
        read: () => worker.postMessage({ kind: 'taken', requestId } satisfies Taken),
        // Nobody reads on while it still sends: it would wait for ever.
        destroy: (error, done) => {
          if (endPieces()) void end()
          done(error)
        },
      })
      return settle({ ok: true, requestId, answer: JSON.parse(message.head) as unknown, pieces })
    }
    if (message.kind === 'failed') return settle({ ok: false, requestId, error: message.error })
    if (Buffer.byteLength(message.answer) > largestAnswer)
      return fail(
        'Function.ResponseSizeTooLarge',
        `Response payload size exceeded maximum allowed payload size (${largestAnswer} bytes).`,
      )
    settle({ ok: true, requestId, answer: JSON.parse(message.answer) as unknown })
  })
  worker.on('error', (error) => fail(error.name, error.message))
  worker.on('exit', (code) => {
    alive = false
    markLoaded()
    fail('Runtime.ExitError', `the function ended with code ${code}`)
  })

  const end = async () => {
    alive = false
    await worker.terminate()
  }

  return {
    loaded,
    alive: () => alive,
    end,
    run: (invocation) =>
      new Promise((resolve) => {
        if (!alive) {
          const error = { errorType: 'Runtime.ExitError', errorMessage: 'the function ended while loading' }
          return resolve({ ok: false, requestId: invocation.requestId, error })
        }
        timer = setTimeout(
          () => {
            fail('Sandbox.Timedout', `Task timed out after ${invocation.limitSeconds} seconds`)
            void end()
          },
          Math.max(0, invocation.deadline - Date.now()),
        )
        running = {
          id: invocation.requestId,
          settle: (outcome) => {
            // A streamed answer has its time until its end.
            if (!(outcome.ok && outcome.pieces)) clearTimeout(timer)
            resolve(outcome)
          },
        }
        worker.postMessage(invocation)
      }),
  }
}
