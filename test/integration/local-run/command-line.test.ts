import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePorts } from '../../support/free-ports.ts'
import { aSurvey } from '../../support/surveys.ts'

const root = join(import.meta.dirname, '../../..')
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'command-line-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs a script of the local run to its end; gives its code and what it printed. */
const ended = (
  script: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<{ code: number; out: string; errors: string }> =>
  new Promise((resolve) => {
    const { DYNAMODB_ENDPOINT: _, ...own } = process.env
    execFile(
      process.execPath,
      [join(root, 'infra/local', script), '--data', join(folder, 'data'), ...args],
      { env: { ...own, ...environment }, cwd: root },
      (error, out, errors) => resolve({ code: Number(error?.code ?? 0), out, errors }),
    )
  })

/** A `java` that says it has this version. */
const javaOfVersion = (version: string): string => {
  const path = mkdtempSync(join(folder, 'java-'))
  writeFileSync(join(path, 'java'), `#!/bin/sh\necho 'openjdk version "${version}" 2020-01-01' >&2\n`)
  chmodSync(join(path, 'java'), 0o755)
  return path
}

describe('the printed demonstration', () => {
  const printed = (...args: readonly string[]): Promise<{ code: number; out: string; errors: string }> =>
    new Promise((resolve) => {
      execFile(
        process.execPath,
        [join(root, 'infra/local/demonstration/print-entries.ts'), ...args],
        { cwd: root },
        (error, out, errors) => resolve({ code: Number(error?.code ?? 0), out, errors }),
      )
    })

  it.each(['-3', 'abc', '1.5', '0', ''])(
    "says in one line that '%s' is no number of entries",
    async (number) => {
      expect(await printed('--entries', number)).toEqual({
        code: 1,
        out: '',
        errors: `--entries must be a whole number from 1, not '${number}'.\n`,
      })
    },
  )

  it('names an option that it does not know', async () => {
    const { code, errors } = await printed('--entrees', '3')
    expect(errors).toMatch(/^Unknown option '--entrees'/)
    expect(errors).not.toContain('at ')
    expect(code).toBe(1)
  })

  it('is the same at a second run, and as long as it was asked for', async () => {
    const first = await printed('--entries', '30')
    expect(first.out.trimEnd().split('\n')).toHaveLength(30)
    expect(await printed('--entries', '30')).toEqual(first)
  })
})

describe('a start that cannot be says in one line what to do, and ends with code 1', () => {
  it('when a port is taken', async () => {
    const port = await freePorts(4)
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(port + 1, resolve))
    try {
      const { code, out, errors } = await ended('start.mjs', ['--port', String(port)])
      expect(errors).toBe(
        `Port ${port + 1} is taken: stop what uses it, or choose others with 'npm start -- --port ${port + 1001}'.\n`,
      )
      expect([code, out]).toEqual([1, ''])
    } finally {
      server.close()
    }
  })

  it.each([
    ['is missing', () => '/nowhere', /^Java is missing: install Java 17 or later .*\n$/],
    ['is too old', () => javaOfVersion('11.0.2'), /^Java 11 is too old: install Java 17 or later .*\n$/],
    ['is from the time when 8 was 1.8', () => javaOfVersion('1.8.0_392'), /^Java 8 is too old: .*\n$/],
  ])('when Java %s', async (_, path, line) => {
    const { code, errors } = await ended('start.mjs', ['--port', String(await freePorts(4))], {
      PATH: path(),
    })
    expect(errors).toMatch(line)
    expect(code).toBe(1)
  })

  it('when DYNAMODB_ENDPOINT names what does not answer', async () => {
    const port = await freePorts(4)
    const nobody = `http://127.0.0.1:${port + 2}`
    const { code, errors } = await ended('start.mjs', ['--port', String(port)], { DYNAMODB_ENDPOINT: nobody })
    expect(errors).toMatch(new RegExp(`^No DynamoDB answers at ${nobody}: start it, or leave .*\\n$`))
    expect(code).toBe(1)
  })

  it.each([
    ['an unknown option', ['--porch', '1'], /Unknown option '--porch'/],
    ['a port that is none', ['--port', 'http'], /--port must be a whole number from 1 to 65532, not 'http'/],
    ['a number below zero', ['--entries', '-3'], /^--entries must be a whole number from 1, not '-3'\.\n$/],
    ['a port that browsers refuse', ['--port', '6000'], /Browsers open nothing at port 6000: choose others/],
    [
      'an inbox that browsers refuse',
      ['--port', '5059'],
      /Browsers open nothing at port 5060: choose others/,
    ],
  ])('for %s', async (_, args, line) => {
    const { code, errors } = await ended('start.mjs', args)
    expect(errors).toMatch(line)
    expect(code).toBe(1)
  })

  it('when nothing runs that could fire a job', async () => {
    const { code, errors } = await ended('fire.mjs', ['plan-digests'])
    expect(errors).toMatch(
      /^Nothing runs in .*data: start it with 'npm start' first, or name the folder .*\n$/,
    )
    expect(code).toBe(1)
  })
})

/** What a process prints, as far as it has come. */
const outputOf = (child: ChildProcess) => {
  let text = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    text += chunk.toString()
  })
  return () => text
}

const isAlive = (processId: number): boolean => {
  try {
    process.kill(processId, 0)
    return true
  } catch {
    return false
  }
}

it.each(['start.mjs', 'fire.mjs'])('%s says on an old Node in one line what to do', async (script) => {
  const old = "data:text/javascript,Object.defineProperty(process, 'versions', { value: { node: '20.1.0' } })"
  const { code, out, errors } = await ended(script, [], { NODE_OPTIONS: `--import="${old}"` })
  expect(errors).toMatch(
    /^Peer Register runs on Node 24, this is v[\d.]+: run 'npm ci' and then 'npm .*'.*\n$/,
  )
  expect([code, out]).toEqual([1, ''])
})

describe('npm start', () => {
  it('says where the site and the inbox are, fires jobs for others, and stops everything quietly on Ctrl-C', async () => {
    const port = await freePorts(4)
    const { DYNAMODB_ENDPOINT: _, ...environment } = process.env
    const run = spawn(
      process.execPath,
      [
        join(root, 'infra/local/start.mjs'),
        '--port',
        String(port),
        '--empty',
        '--data',
        join(folder, 'data'),
      ],
      { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'inherit'], detached: true },
    )
    const output = outputOf(run)
    try {
      await expect.poll(output, { timeout: 90_000 }).toContain(`Inbox http://localhost:${port + 1}\n`)
      expect(output()).toContain(`Site http://localhost:${port}\n`)

      const at = `Run at http://localhost:${port} (data in ${join(folder, 'data')})\n`
      const fired = await ended('fire.mjs', ['sweep-notices'])
      expect(fired.out).toMatch(/^Run at .*\nsweep-notices: \w+ \d+(, \w+ \d+)*\n$/)
      expect(fired.out.startsWith(at)).toBe(true)
      const digests = await ended('fire.mjs', ['plan-digests'])
      expect(digests.out).toContain('planned 0')
      expect(digests.out).not.toContain('within a minute')
      const unknown = await ended('fire.mjs', ['wash-dishes'])
      expect(unknown.errors).toMatch(/^There is no job 'wash-dishes'. Known: .*plan-digests, .*\n$/)
      expect(unknown.code).toBe(1)
      // Mails are going out when it stops.
      const mailed = Array.from({ length: 40 }, (_, n) =>
        fetch(`http://localhost:${port}/survey`, {
          method: 'POST',
          headers: { accept: 'application/json', 'content-type': 'application/json' },
          body: JSON.stringify(aSurvey({ email: `stopped-${n}@example.org` })),
        }).catch(() => undefined),
      )
      await Promise.race(mailed)
    } finally {
      // A terminal tells all of a program's processes, Java among them.
      if (run.pid !== undefined) process.kill(-run.pid, 'SIGINT')
    }
    const [code] = (await once(run, 'exit')) as [number]
    expect(code).toBe(0)
    expect(output().split('Stopping ...\n')[1]).toBe('')
    for (const each of [port, port + 1, port + 2])
      await expect(fetch(`http://localhost:${each}`)).rejects.toThrow()
  }, 180_000)
})

it('Java ends with the run even when the run is killed without a chance', async () => {
  const port = await freePorts(1)
  const script = join(folder, 'starts-java.ts')
  writeFileSync(
    script,
    `import { startDynamoDbLocal } from ${JSON.stringify(join(root, 'infra/local/dynamodb-local.ts'))}
     const { processId } = await startDynamoDbLocal(${port}, ${JSON.stringify(folder)})
     console.log('java ' + processId)
     setInterval(() => {}, 1000)`,
  )
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const output = outputOf(child)
  await expect.poll(output, { timeout: 60_000 }).toMatch(/java \d+/)
  const java = Number(/java (\d+)/.exec(output())?.[1])
  expect(isAlive(java)).toBe(true)
  child.kill('SIGKILL')
  await expect.poll(() => isAlive(java), { timeout: 10_000 }).toBe(false)
}, 90_000)
