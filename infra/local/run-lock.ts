import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { Refusal } from './refusal.ts'
import { type RunFolder, readJson, writeJson } from './run-folder.ts'

/** What a run tells others in its folder. */
export type RunningRun = {
  readonly processId: number
  /** When the process began, as the system says it: a process id alone may be somebody else's by now. */
  readonly began: string
  /** Names this run; the control endpoint wants it back. */
  readonly token: string
  /** Where `npm run fire` asks, and what it names; absent while starting. */
  readonly at?: { readonly controlUrl: string; readonly siteUrl: string; readonly inboxUrl: string }
}

export type RunLock = {
  readonly token: string
  /** Tells where the run can be asked. */
  announce(at: NonNullable<RunningRun['at']>): void
  release(): void
}

/** When a process began; empty where the system does not tell. */
const beginningOf = (processId: number): string => {
  try {
    const stat = readFileSync(`/proc/${processId}/stat`, 'utf8')
    // Field 22 counts from behind the name, which may hold spaces and parentheses.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    try {
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(processId)], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim()
    } catch {
      return ''
    }
  }
}

const isAlive = (processId: number): boolean => {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The run that uses a folder now; undefined if there is none, or only a dead one's lock. */
export const runningRunIn = (folder: RunFolder): RunningRun | undefined => {
  const found = readJson(folder.lock) as RunningRun | undefined
  if (!found || !isAlive(found.processId)) return undefined
  return beginningOf(found.processId) === found.began ? found : undefined
}

/**
 * Takes the folder for this run; a dead run's lock is taken over.
 *
 * @throws Refusal if another run uses it
 */
export const lockRunFolder = (folder: RunFolder): RunLock => {
  mkdirSync(folder.path, { recursive: true })
  const refuse = (processId: number): never => {
    throw new Refusal(
      `Another run (process ${processId}) uses ${folder.path}: stop it, or keep this one's data elsewhere with 'npm start -- --data <folder>'.`,
    )
  }
  const own: RunningRun = {
    processId: process.pid,
    began: beginningOf(process.pid),
    token: randomUUID(),
  }
  for (;;) {
    const running = runningRunIn(folder)
    if (running) refuse(running.processId)
    removeStale(folder)
    try {
      writeFileSync(folder.lock, JSON.stringify(own), { flag: 'wx', mode: 0o600 })
      break
    } catch (error) {
      // Somebody was quicker: look again who it is.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
  return {
    token: own.token,
    announce: (at) => writeJson(folder.lock, { ...own, at } satisfies RunningRun, 0o600),
    release: () => {
      if ((readJson(folder.lock) as RunningRun | undefined)?.token === own.token) rmSync(folder.lock)
    },
  }
}

/** Moves a dead run's lock away; if another start replaced it meanwhile, that one's is put back. */
const removeStale = (folder: RunFolder): void => {
  const aside = `${folder.lock}.${randomUUID()}`
  try {
    renameSync(folder.lock, aside)
  } catch {
    return
  }
  const moved = readJson(aside) as RunningRun | undefined
  if (moved && isAlive(moved.processId) && beginningOf(moved.processId) === moved.began)
    renameSync(aside, folder.lock)
  else rmSync(aside, { force: true })
}
