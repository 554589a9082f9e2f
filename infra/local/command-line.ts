import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type LocalRun, startLocalRun, usualEntries } from './local-run.ts'
import { Refusal } from './refusal.ts'
import { usualDataFolder } from './run-folder.ts'
import { wholeNumber, withNumbersJoined } from './whole-numbers.ts'

const usage = `npm start -- [--port P] [--entries N | --empty] [--reset] [--data FOLDER]
  --port P       the site at P, the inbox at P+1, DynamoDB at P+2, the sign-in at P+3 (3000)
  --entries N    fills an empty register with N demonstration entries (${usualEntries})
  --empty        without the demonstration entries, also at later starts, until --reset
  --reset        deletes the data of earlier runs first
  --data FOLDER  keeps the data there (${usualDataFolder})`

const readArguments = (given: readonly string[]) => {
  try {
    const { values } = parseArgs({
      args: withNumbersJoined(given),
      options: {
        port: { type: 'string', default: '3000' },
        entries: { type: 'string', default: String(usualEntries) },
        empty: { type: 'boolean', default: false },
        reset: { type: 'boolean', default: false },
        data: { type: 'string', default: usualDataFolder },
        help: { type: 'boolean', default: false },
      },
    })
    const port = wholeNumber('--port', values.port, 65_532)
    const entries = wholeNumber('--entries', values.entries)
    return { ...values, port, entries }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(`${error instanceof Error ? error.message : String(error)}\n${usage}`)
  }
}

/** Two signals within this time are one press of Ctrl-C: the terminal and npm both pass it on. */
const onePress = 1000

/** `npm start`: runs until it is told to stop, and leaves nothing running in whatever way it ends. */
export const runFromCommandLine = async (given: readonly string[]): Promise<void> => {
  let run: LocalRun | undefined
  let stoppingSince: number | undefined
  const stop = async () => {
    if (stoppingSince !== undefined) {
      if (Date.now() - stoppingSince > onePress) process.exit(1)
      return
    }
    stoppingSince = Date.now()
    // A start that is under way is cut off: the handlers of `exit` end Java and give the lock back.
    if (!run) process.exit(0)
    console.log('Stopping ...')
    await run.stop().catch(() => {})
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop())
  for (const event of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(event, (error: unknown) => {
      console.error(error)
      process.exit(1)
    })
  stopWithNpm(() => void stop())

  try {
    const { port, entries, empty, reset, data, help } = readArguments(given)
    if (help) {
      console.log(usage)
      return
    }
    run = await startLocalRun({
      port,
      entries,
      empty,
      reset,
      dataFolder: data,
      tell: (line) => console.log(line),
    })
    console.log(`Site ${run.siteUrl}`)
    console.log(`Inbox ${run.inboxUrl}`)
    console.log(`Secretariat ${run.deskUrl}`)
    console.log('Ctrl-C stops it.')
  } catch (error) {
    if (stoppingSince !== undefined) return
    console.error(error instanceof Refusal ? error.message : error)
    process.exit(1)
  }
}

/**
 * Should npm be killed without a chance to pass the signal on, its run must not go on alone. Between npm and
 * this process stands the shell of the script, which outlives npm.
 */
const stopWithNpm = (stop: () => void): void => {
  if (process.env.npm_lifecycle_event === undefined) return
  const shell = process.ppid
  const npm = parentOf(shell)
  setInterval(() => {
    if (process.ppid !== shell || parentOf(shell) !== npm) stop()
  }, 1000).unref()
}

/** The parent of a process where the system tells it in `/proc`; undefined elsewhere. */
const parentOf = (processId: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${processId}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]
  } catch {
    return undefined
  }
}
