import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { demonstrationEntries, usualSeed } from '../../../infra/local/demonstration/demonstration-entries.ts'
import { type LocalRun, type LocalRunOptions, startLocalRun } from '../../../infra/local/local-run.ts'
import { runFolderAt } from '../../../infra/local/run-folder.ts'
import { lockRunFolder } from '../../../infra/local/run-lock.ts'
import type { Resource, Templates } from '../../../infra/local/templates/cloudformation.ts'
import { freePorts } from '../../support/free-ports.ts'
import { mailTo } from '../../support/inbox.ts'

const json = { accept: 'application/json', 'content-type': 'application/json' }

const aSurvey = (email: string, name = 'Ajuntament de Girona') => ({
  role: 'officer',
  authority: { name, country: 'ES' },
  email,
  items: [
    {
      direction: 'offer',
      theme: 'waste-management',
      description: 'Door-to-door collection in a dense old town',
      language: 'en',
      visibility: 'public',
    },
  ],
})

const post = (url: string, body: unknown) =>
  fetch(url, { method: 'POST', headers: json, body: JSON.stringify(body) })

const totalIn = async (run: LocalRun, query = '') => {
  const answer = await fetch(`${run.siteUrl}/register?${query}`, { headers: { accept: 'application/json' } })
  expect(answer.status).toBe(200)
  return ((await answer.json()) as { total: number }).total
}

const folders: string[] = []
const aFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'local-run-'))
  folders.push(folder)
  return folder
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** As many as show progress and every state of an entry. */
const entries = 75
const demonstration = [
  ...demonstrationEntries({ entries, seed: usualSeed, now: '2026-11-23T09:00:00.000Z', addressKey: 'any' }),
].map(({ entry }) => entry)
const published = demonstration.filter(({ state }) => state === 'public')
const shownToAll = published.filter(({ items }) => items.some(({ visibility }) => visibility === 'public'))

describe('the run on one machine', () => {
  let run: LocalRun
  let options: LocalRunOptions
  const told: string[] = []

  beforeAll(async () => {
    options = { port: await freePorts(4), dataFolder: aFolder(), entries, tell: (line) => told.push(line) }
    run = await startLocalRun(options)
  }, 120_000)
  afterAll(() => run?.stop())

  it('fills an empty register with the demonstration entries, with progress', async () => {
    await run.demonstration
    expect(await totalIn(run)).toBe(shownToAll.length)
    expect(told.filter((line) => line.startsWith('Demonstration'))).toEqual([
      'Demonstration: 60 of 75 entries',
      'Demonstration: 75 of 75 entries',
    ])
    expect(run.denials()).toEqual([])
  }, 120_000)

  it('streams the whole register as a file, from where the search leads', async () => {
    const answer = await fetch(`${run.siteUrl}/register?as=json`)
    expect(answer.redirected).toBe(true)
    expect(answer.headers.get('content-length')).toBeNull()
    const { total, items } = (await answer.json()) as { total: number; items: unknown[] }
    expect(total).toBe(shownToAll.length)
    expect(items).toHaveLength(total)
    const table = await fetch(`${run.siteUrl}/register/export?as=csv`)
    expect(table.headers.get('content-type')).toMatch(/^text\/csv/)
    expect(table.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await table.text()).split('\r\n').length).toBeGreaterThan(total)
    const wrong = await fetch(`${run.siteUrl}/register/export?as=xlsx`, { headers: json })
    expect(wrong.status).toBe(422)
    expect(await wrong.json()).toMatchObject({ errors: [{ pointer: '?as' }] })
    expect((await fetch(`${run.siteUrl}/register/export`, { method: 'DELETE' })).status).toBe(405)
    expect(run.denials()).toEqual([])
  })

  it('fires a job by its name and gives what it counted', async () => {
    expect(await run.fire('rebuild-index')).toMatchObject({ entries: published.length })
    await expect(run.fire('wash-dishes')).rejects.toThrow(
      /no job 'wash-dishes': known are (.+, )?plan-digests(, .+)?$/,
    )
  })

  it("lets SES's events reach their queue and its function", async () => {
    await post(`${run.siteUrl}/survey`, aSurvey('bounce@girona.example.org'))
    await mailTo(run, 'bounce@girona.example.org')
    await expect.poll(() => run.queued('EventQueue'), { timeout: 20_000 }).toEqual([])
    expect(run.queued('EventFailures')).toEqual([])
    expect(run.denials()).toEqual([])
  })

  it('shows every mail in the inbox, at its store', async () => {
    const { emails } = (await (await fetch(`${run.inboxUrl}/store`)).json()) as { emails: unknown[] }
    expect(emails).toHaveLength((await run.mails()).length)
    expect((await fetch(run.inboxUrl)).headers.get('content-type')).toContain('text/html')
  })

  it('takes its folder and its ports for itself', async () => {
    const other = await freePorts(4)
    await expect(startLocalRun({ ...options, port: other })).rejects.toThrow(
      /Another run \(process \d+\) uses/,
    )
    await expect(startLocalRun({ ...options, dataFolder: aFolder() })).rejects.toThrow(
      `Port ${options.port} is taken: stop what uses it, or choose others with`,
    )
    expect((await fetch(run.siteUrl)).status).toBe(200)
  })

  it('goes on with the same data at its next start, and enters nothing twice', async () => {
    const mails = (await run.mails()).length
    await run.stop()
    await expect(fetch(run.siteUrl)).rejects.toThrow()
    run = await startLocalRun(options)
    await run.demonstration
    expect(await totalIn(run)).toBe(shownToAll.length)
    expect(await run.mails()).toHaveLength(mails)
    const { emails } = (await (await fetch(`${run.inboxUrl}/store`)).json()) as { emails: unknown[] }
    expect(emails).toHaveLength(mails)
    const [first] = shownToAll
    expect(await totalIn(run, `q=${encodeURIComponent(first?.authority.name ?? '')}`)).toBeGreaterThan(0)
  }, 120_000)

  it('begins anew when it is asked to', async () => {
    await run.stop()
    run = await startLocalRun({ ...options, reset: true, empty: true })
    expect(await totalIn(run)).toBe(0)
    expect(await run.mails()).toEqual([])
  }, 120_000)

  it('stays without the demonstration entries when it was begun so', async () => {
    await run.stop()
    run = await startLocalRun(options)
    await run.demonstration
    expect(await totalIn(run)).toBe(0)
  }, 120_000)
})

describe('a start that fails', () => {
  it('leaves nothing behind: the same folder and ports are free at once', async () => {
    const port = await freePorts(4)
    const dataFolder = aFolder()
    const breaking = () => {
      throw new Error('the stacks are broken')
    }
    await expect(startLocalRun({ port, dataFolder, empty: true, templates: breaking })).rejects.toThrow(
      'the stacks are broken',
    )
    for (const each of [port, port + 1, port + 2])
      await new Promise<void>((resolve, reject) => {
        const server = createServer()
        server.once('error', reject)
        server.listen(each, () => server.close(() => resolve()))
      })
    lockRunFolder(runFolderAt(dataFolder)).release()
  }, 120_000)
})

describe('a missing grant', () => {
  let run: LocalRun | undefined
  let endpointBefore: string | undefined
  beforeAll(() => {
    endpointBefore = process.env.DYNAMODB_ENDPOINT
    // These runs use the DynamoDB of the tests, as `DYNAMODB_ENDPOINT` lets anybody do.
    process.env.DYNAMODB_ENDPOINT = inject('dynamodbEndpoint')
  })
  afterAll(() => {
    if (endpointBefore === undefined) delete process.env.DYNAMODB_ENDPOINT
    else process.env.DYNAMODB_ENDPOINT = endpointBefore
  })
  afterEach(async () => {
    await run?.stop()
    run = undefined
  })

  const startWith = async (change: (templates: Templates) => Templates): Promise<LocalRun> => {
    run = await startLocalRun({
      port: await freePorts(4),
      dataFolder: aFolder(),
      empty: true,
      reset: true,
      templates: change,
    })
    return run
  }

  it('fails here as it would in the cloud, on the table as on its key', async () => {
    const started = await startWith((templates) =>
      without(without(templates, 'ServeSurvey', 'dynamodb:PutItem'), 'PlanDigests', 'kms:Decrypt'),
    )
    const answer = await post(`${started.siteUrl}/survey`, aSurvey('waste@girona.example.org'))
    expect(answer.status).toBe(500)
    await expect(started.fire('plan-digests')).rejects.toThrow(/plan-digests failed: AccessDeniedException/)
    // The job asks all its lists at once: each is denied.
    const each = new Map(started.denials().map((denial) => [denial.title, denial]))
    expect([...each.values()]).toEqual([
      {
        title: 'serve-survey',
        action: 'dynamodb:PutItem',
        resource: expect.stringMatching(/:table\/peer-register-local-data-Main/),
      },
      {
        title: 'plan-digests',
        action: 'kms:Decrypt',
        resource: expect.stringMatching(/:key\/peer-register-local-data-Key/),
      },
    ])
    // What has its grants goes on.
    expect(await totalIn(started)).toBe(0)
  }, 120_000)

  it('to send mail leaves the survey taken and the mail unsent', async () => {
    const started = await startWith((templates) => without(templates, 'SendNotice', 'ses:SendRawEmail'))
    expect((await post(`${started.siteUrl}/survey`, aSurvey('waste@girona.example.org'))).status).toBe(202)
    await expect
      .poll(() => started.denials()[0], { timeout: 20_000 })
      .toMatchObject({ title: 'send-notice', action: 'ses:SendRawEmail' })
    expect(await started.mails()).toEqual([])
  }, 120_000)

  it("for a stream's reader stops the start, as it stops a deployment", async () => {
    await expect(
      startWith((templates) => without(templates, 'SendNotice', 'dynamodb:GetRecords')),
    ).rejects.toThrow(/the stacks lack the grant of dynamodb:GetRecords on .* to send-notice/)
  }, 120_000)
})

/** The templates with one action taken out of the policies of one function's role. */
const without = (templates: Templates, functionId: string, action: string): Templates => {
  let taken = 0
  const isOther = (each: unknown) => {
    if (each === action) taken++
    return each !== action
  }
  const changed = (id: string, resource: Resource): Resource => {
    if (resource.Type !== 'AWS::IAM::Policy' || !id.includes(functionId)) return resource
    const document = resource.Properties?.PolicyDocument as { Statement: { Action: string | string[] }[] }
    const Statement = document.Statement.map((statement) => ({
      ...statement,
      Action: [statement.Action].flat().filter(isOther),
    }))
    return { ...resource, Properties: { ...resource.Properties, PolicyDocument: { ...document, Statement } } }
  }
  const result = Object.fromEntries(
    Object.entries(templates).map(([stack, template]) => [
      stack,
      {
        ...template,
        Resources: Object.fromEntries(
          Object.entries(template.Resources).map(([id, resource]) => [id, changed(id, resource)]),
        ),
      },
    ]),
  )
  if (taken === 0) throw new Error(`no policy of ${functionId} grants ${action}: the test would show nothing`)
  return result
}
