import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** The folders and files of one run's data, `.local/` unless told otherwise. */
export type RunFolder = {
  readonly path: string
  readonly lock: string
  readonly database: string
  readonly functions: string
  readonly log: string
  readonly mail: string
  readonly secrets: string
  readonly checkpoints: string
  readonly queues: string
  readonly demonstration: string
  /** Stands there if the folder was begun without the demonstration entries. */
  readonly begunEmpty: string
}

/** The folder of a bare `npm start`, below the folder that it runs in. */
export const usualDataFolder = '.local'

export const runFolderAt = (folder: string): RunFolder => {
  const path = resolve(folder)
  return {
    path,
    lock: join(path, 'run.json'),
    database: join(path, 'dynamodb'),
    functions: join(path, 'functions'),
    log: join(path, 'log'),
    mail: join(path, 'mail'),
    secrets: join(path, 'secrets.json'),
    checkpoints: join(path, 'checkpoints.json'),
    queues: join(path, 'queues.json'),
    demonstration: join(path, 'demonstration.json'),
    begunEmpty: join(path, 'begun-empty.json'),
  }
}

/** Deletes what earlier runs left, all but the lock. */
export const emptyRunFolder = (folder: RunFolder): void => {
  for (const each of Object.values(folder))
    if (each !== folder.path && each !== folder.lock) rmSync(each, { recursive: true, force: true })
}

/** The folders that a run writes into. */
export const makeRunFolder = (folder: RunFolder): void => {
  for (const each of [folder.database, folder.functions, folder.log, folder.mail])
    mkdirSync(each, { recursive: true })
}

/** What a file holds; undefined if there is none or a crash left half of one. */
export const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** Replaces a file in one step, so that a crash leaves the old or the new. */
export const writeJson = (file: string, value: unknown, mode = 0o644): void => {
  mkdirSync(dirname(file), { recursive: true })
  const fresh = `${file}.new`
  writeFileSync(fresh, JSON.stringify(value), { mode })
  renameSync(fresh, file)
}
