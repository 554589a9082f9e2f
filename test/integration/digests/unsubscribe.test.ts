import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import type { APIGatewayProxyEvent } from 'aws-lambda'
import { beforeEach, describe, expect, it } from 'vitest'
import type { DigestsParts } from '../../../functions/digests/open-unsubscribe.ts'
import { showUnsubscribe } from '../../../functions/digests/show-unsubscribe.ts'
import { unsubscribe } from '../../../functions/digests/unsubscribe.ts'
import { digestsOperations } from '../../../shared/digests/digests-operations.ts'
import { httpFunction } from '../../../shared/lambda/http-function.ts'
import { hashOfToken } from '../../../shared/notices/token.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { consentTable } from '../../../shared/table/consent-table.ts'
import { digestTable, subscriptionTable } from '../../../shared/table/digest-table.ts'
import { keyOf, listNames } from '../../../shared/table/keys.ts'
import { aContact, putContact } from '../../support/notices.ts'
import { aSite } from '../../support/requests.ts'
import { putItem } from '../../support/table-items.ts'
import { freshTables } from '../../support/tables.ts'

let tables: Tables
let now: string
let handler: ReturnType<typeof httpFunction>
beforeEach(async () => {
  tables = await freshTables()
  now = '2026-11-23T09:00:00.000Z'
  const parts: DigestsParts = {
    site: aSite,
    store: subscriptionTable(tables),
    now: () => now,
    pause: async () => {},
  }
  handler = httpFunction(aSite, [
    [digestsOperations.showUnsubscribe, showUnsubscribe(parts)],
    [digestsOperations.unsubscribe, unsubscribe(parts)],
  ])
  await putContact(tables, aContact())
  const tokenHash = hashOfToken('mailed')
  await putItem(
    tables,
    'token',
    { tokenHash },
    { tokenHash, purpose: 'unsubscribe', contactId: 'amina', expiresAt: '2027-12-28T09:00:00.000Z' },
  )
})

const ask = async (
  method: string,
  token = 'mailed',
  stated: { headers?: Record<string, string>; body?: string; base64?: boolean } = {},
) => {
  const event = {
    httpMethod: method,
    path: `/mail/unsubscribe/${token}`,
    resource: '/mail/unsubscribe/{token}',
    pathParameters: { token },
    headers: stated.headers ?? {},
    multiValueQueryStringParameters: null,
    body: stated.body ?? null,
    isBase64Encoded: stated.base64 ?? false,
    requestContext: { requestId: 'r' },
  } as unknown as APIGatewayProxyEvent
  const context = { getRemainingTimeInMillis: () => 10_000 } as Parameters<typeof handler>[1]
  return handler(event, context)
}
const oneClick = {
  headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
  body: 'List-Unsubscribe=One-Click',
}

const digestChoice = async () =>
  (
    await tables.client.send(
      new GetCommand({ TableName: tables.main, Key: keyOf('contact', { contactId: 'amina' }) }),
    )
  ).Item?.digest
const isListed = async () => {
  for (const list of listNames)
    for await (const _ of digestTable(tables).subscribersOf('weekly', list)) return true
  return false
}

describe('GET of an unsubscribe link', () => {
  it('shows one button and changes nothing, for scanners and people alike', async () => {
    for (const method of ['GET', 'HEAD', 'GET']) {
      const page = await ask(method, 'mailed', { headers: { accept: 'text/html' } })
      expect(page.statusCode).toBe(200)
      if (method === 'GET') {
        expect(page.body.match(/<button/g)).toHaveLength(1)
        expect(page.body).toContain('name="List-Unsubscribe" value="One-Click"')
      }
    }
    expect(await digestChoice()).toBe('weekly')
    expect(JSON.parse((await ask('GET')).body)).toEqual({
      stops: 'digest',
      status: 'subscribed',
      expiresAt: '2027-12-28T09:00:00.000Z',
    })
  })
})

describe('POST of an unsubscribe link', () => {
  it('stops the digests; again is the same answer', async () => {
    expect(await isListed()).toBe(true)
    for (let times = 0; times < 3; times++) {
      const answer = await ask('POST', 'mailed', oneClick)
      expect(answer.statusCode).toBe(200)
      expect(JSON.parse(answer.body)).toEqual({ status: 'unsubscribed' })
    }
    expect(await digestChoice()).toBe('never')
    expect(await isListed()).toBe(false)
  })

  it('takes what mail clients send: a form in either encoding, no Origin, no wish for HTML', async () => {
    const boundary = 'AbC123'
    const multipart = `--${boundary}\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--${boundary}--\r\n`
    const answer = await ask('POST', 'mailed', {
      headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
      body: Buffer.from(multipart).toString('base64'),
      base64: true,
    })
    expect(answer.statusCode).toBe(200)
    expect(await digestChoice()).toBe('never')
  })

  it('answers a person with a page that says what happened', async () => {
    const page = await ask('POST', 'mailed', {
      ...oneClick,
      headers: { ...oneClick.headers, accept: 'text/html', origin: aSite.siteUrl },
    })
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('Done: no more mails with suggestions')
  })

  it('says when it is done already, by GET and by POST, and how to get digests again', async () => {
    await ask('POST', 'mailed', oneClick)
    const html = { headers: { ...oneClick.headers, accept: 'text/html', origin: aSite.siteUrl } }
    for (const page of [
      await ask('GET', 'mailed', html),
      await ask('POST', 'mailed', { ...oneClick, ...html }),
    ]) {
      expect(page.statusCode).toBe(200)
      expect(page.body).toContain('These mails are stopped already')
      expect(page.body).toMatch(
        /Sign in and choose under ‘Mails with suggestions’ how often\. <a href="https:\/\/register\.example\.org\/my"/,
      )
      expect(page.body).not.toContain('<button')
    }
    expect(JSON.parse((await ask('GET')).body)).toMatchObject({ status: 'unsubscribed' })
  })

  it('keeps when the choice was made', async () => {
    await ask('POST', 'mailed', oneClick)
    expect(await subscriptionTable(tables).contactById('amina')).toMatchObject({
      digest: 'never',
      digestChosenAt: now,
    })
  })

  it('writes down once that it was the mail’s link', async () => {
    for (let times = 0; times < 2; times++) await ask('POST', 'mailed', oneClick)
    const { consentsOf } = consentTable(tables)
    expect(await consentsOf('amina')).toEqual([
      {
        contactId: 'amina',
        number: 1,
        permission: 'digest',
        choice: 'never',
        words: 1,
        language: 'en',
        at: now,
        by: 'mail-link',
      },
    ])
  })

  it('accepts the example of the OpenAPI document', async () => {
    const answer = await ask('POST', 'mailed', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(digestsOperations.unsubscribe.body.example),
    })
    expect(answer.statusCode).toBe(200)
  })

  it('succeeds for somebody whose data was erased meanwhile, and brings nothing back', async () => {
    const tokenHash = hashOfToken('of-erased')
    const token = {
      tokenHash,
      purpose: 'unsubscribe',
      contactId: 'erased',
      expiresAt: '2027-12-28T09:00:00.000Z',
    }
    await putItem(tables, 'token', { tokenHash }, token)
    expect((await ask('POST', 'of-erased', oneClick)).statusCode).toBe(200)
    const { Item } = await tables.client.send(
      new GetCommand({ TableName: tables.main, Key: keyOf('contact', { contactId: 'erased' }) }),
    )
    expect(Item).toBeUndefined()
  })

  it('refuses another body, and a form from another site, and changes nothing', async () => {
    const refused = [
      { ...oneClick, body: 'List-Unsubscribe=No' },
      { ...oneClick, body: 'List-Unsubscribe=One-Click&more=1' },
      { headers: { 'content-type': 'text/plain' }, body: 'List-Unsubscribe=One-Click' },
      {},
      { ...oneClick, headers: { ...oneClick.headers, origin: 'https://evil.example.com' } },
    ]
    const statuses = []
    for (const stated of refused) statuses.push((await ask('POST', 'mailed', stated)).statusCode)
    expect(statuses).toEqual([422, 422, 415, 422, 403])
    expect(await digestChoice()).toBe('weekly')
  })
})

describe('a link that is not good', () => {
  it('is 404 when forged or meant for something else, 410 when expired', async () => {
    const tokenHash = hashOfToken('to-confirm')
    await tables.client.send(
      new PutCommand({
        TableName: tables.main,
        Item: {
          ...keyOf('token', { tokenHash }),
          kind: 'token',
          v: 1,
          purpose: 'confirm-submission',
          submissionId: 's1',
          expiresAt: '2027-12-28T09:00:00.000Z',
        },
      }),
    )
    for (const method of ['GET', 'POST']) {
      expect((await ask(method, 'forged', oneClick)).statusCode).toBe(404)
      expect((await ask(method, 'to-confirm', oneClick)).statusCode).toBe(404)
    }
    now = '2027-12-28T09:00:00.000Z'
    for (const method of ['GET', 'POST']) expect((await ask(method, 'mailed', oneClick)).statusCode).toBe(410)
    expect(await digestChoice()).toBe('weekly')
  })
})
