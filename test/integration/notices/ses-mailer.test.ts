import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sesMailer } from '../../../shared/lambda/ses-mailer.ts'

/** What the stand-in for SES does with the next call, and how often it was called. */
let answer: (response: ServerResponse) => void
const calls: URLSearchParams[] = []
const server = createServer((request, response) => {
  let body = ''
  request
    .on('data', (chunk) => {
      body += chunk
    })
    .on('end', () => {
      calls.push(new URLSearchParams(body))
      answer(response)
    })
})
const before = { ...process.env }
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SES: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  })
})
afterAll(() => {
  process.env = before
  server.closeAllConnections()
  server.close()
})

const mail = { to: 'a@example.org', from: 'b@example.org', raw: Buffer.from('x'), noticeId: 'n1' }
const refuse = (status: number, code: string) => (response: ServerResponse) => {
  response.writeHead(status)
  response.end(`<ErrorResponse><Error><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`)
}

it('hands a mail to SES once, with its tag, configuration set and one recipient', async () => {
  answer = (response) =>
    response.end(
      '<SendRawEmailResponse><SendRawEmailResult><MessageId>m1</MessageId></SendRawEmailResult></SendRawEmailResponse>',
    )
  expect(await sesMailer('events').send(mail)).toEqual({ kind: 'accepted', messageId: 'm1' })
  expect(Object.fromEntries(calls.at(-1) ?? [])).toMatchObject({
    'Tags.member.1.Name': 'notice',
    'Tags.member.1.Value': 'n1',
    'Destinations.member.1': 'a@example.org',
    ConfigurationSetName: 'events',
  })
})

it('asks only once, whatever the answer: the SDK would send again after a lost one', async () => {
  const answers = [
    [(response: ServerResponse) => response.destroy(), 'ambiguous'],
    [refuse(503, 'ServiceUnavailable'), 'ambiguous'],
    [refuse(400, 'Throttling'), 'throttled'],
    [refuse(400, 'MessageRejected'), 'rejected'],
    [refuse(400, 'AccountSendingPausedException'), 'stopped'],
  ] as const
  const mailer = sesMailer('events')
  for (const [given, kind] of answers) {
    answer = given
    const before = calls.length
    expect(await mailer.send(mail)).toMatchObject({ kind })
    expect(calls.length - before, kind).toBe(1)
  }
})
