import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Refusal } from '../../../infra/local/refusal.ts'
import { runFolderAt, writeJson } from '../../../infra/local/run-folder.ts'
import { lockRunFolder, runningRunIn } from '../../../infra/local/run-lock.ts'

let path = ''
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'lock-'))
})
afterEach(() => rmSync(path, { recursive: true, force: true }))

it('a folder takes one run at a time; the next may have it when the first has given it back', () => {
  const folder = runFolderAt(path)
  const lock = lockRunFolder(folder)
  expect(() => lockRunFolder(folder)).toThrow(Refusal)
  expect(() => lockRunFolder(folder)).toThrow(`Another run (process ${process.pid}) uses ${path}`)
  lock.release()
  lockRunFolder(folder).release()
  expect(readdirSync(path)).toEqual([])
})

it('the lock of a dead process is taken over', async () => {
  const folder = runFolderAt(path)
  const child = spawn('true')
  await once(child, 'exit')
  writeJson(folder.lock, { processId: child.pid, began: '1', token: 'old' })
  expect(runningRunIn(folder)).toBeUndefined()
  lockRunFolder(folder)
  expect(runningRunIn(folder)?.processId).toBe(process.pid)
})

it('a living process that only has the same number does not count', () => {
  const folder = runFolderAt(path)
  writeJson(folder.lock, {
    processId: process.pid,
    began: 'before the last start of the machine',
    token: 'old',
  })
  expect(runningRunIn(folder)).toBeUndefined()
  expect(() => lockRunFolder(folder)).not.toThrow()
})

it('a lock that was taken over is not given back by its old owner', () => {
  const folder = runFolderAt(path)
  const first = lockRunFolder(folder)
  rmSync(folder.lock)
  lockRunFolder(folder)
  first.release()
  expect(runningRunIn(folder)).toBeDefined()
})

it('says where the run can be asked', () => {
  const folder = runFolderAt(path)
  const at = {
    controlUrl: 'http://127.0.0.1:1',
    siteUrl: 'http://localhost:2',
    inboxUrl: 'http://localhost:3',
  }
  lockRunFolder(folder).announce(at)
  expect(runningRunIn(folder)?.at).toEqual(at)
})
