import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { denialMessage, denialOf } from '../../../infra/local/access/access-check.ts'
import { keptMailsIn } from '../../../infra/local/mail/kept-mails.ts'
import { mailService } from '../../../infra/local/mail/mail-service.ts'
import { addressesIn, headersOf } from '../../../infra/local/mail/raw-message.ts'
import { aWiring, wiredFunction } from '../../support/local-wiring.ts'

const set = {
  name: 'set',
  arn: 'arn:set',
  destinations: [
    { name: 'events', topicArn: 'arn:topic', eventTypes: ['send', 'delivery', 'bounce', 'complaint'] },
  ],
}
const wiring = aWiring({ identities: ['example.org'], configurationSets: [set] })
/** A function that may send mail, from one address alone if stated. */
const callerFrom = (address: string | undefined) =>
  wiredFunction({
    statements: [
      {
        Effect: 'Allow',
        Action: 'ses:*',
        Resource: '*',
        ...(address && { Condition: { StringEqualsIgnoreCase: { 'ses:FromAddress': address } } }),
      },
    ],
  })

const raw = (to: string, from = 'register@example.org') =>
  [
    'From: Peer Register <register@example.org>',
    `To: ${to}`,
    'Subject: A long',
    ' subject',
    'X-Own: kept',
    '',
    'Hello.',
  ]
    .join('\r\n')
    .replace('register@example.org', from)

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mails-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

type Message = {
  readonly to?: string
  readonly from?: string
  readonly tag?: string
  readonly set?: string
  /** As the call itself names the sender. */
  readonly source?: string
  /** The only address that the caller may write from; any unless stated. */
  readonly mayWriteFrom?: string
  readonly denied?: string
}

/** Sends a message; gives the answer, the kept mails and the events. */
const sent = async ({
  to = 'waste@utrecht.example.org',
  from,
  tag = 'abc',
  set: stated = 'set',
  source,
  mayWriteFrom,
  denied,
}: Message) => {
  const events: Record<string, unknown>[] = []
  const inbox: string[] = []
  const mails = keptMailsIn(folder)
  const caller = callerFrom(mayWriteFrom)
  const answer = await mailService({
    wiring,
    inbox: {
      url: '',
      accept: async (data) => {
        inbox.push(data)
        return 'message-1'
      },
      stop: async () => {},
    },
    mails,
    publish: (_topic, _by, _subject, message) => events.push(JSON.parse(message)),
    now: () => Date.parse('2026-11-23T09:00:00Z'),
  })(
    caller,
    new URLSearchParams({
      Action: 'SendRawEmail',
      'RawMessage.Data': Buffer.from(raw(to, from)).toString('base64'),
      ConfigurationSetName: stated,
      ...(source && { Source: source }),
      'Tags.member.1.Name': 'notice',
      'Tags.member.1.Value': tag,
    }).toString(),
    (requests) => {
      const denial = denialOf(wiring, caller, requests)
      return denied ?? (denial && denialMessage(caller, denial))
    },
  )
  return { answer, events, inbox, kept: mails.all() }
}

describe('a mail that SES takes', () => {
  it('is kept as it was and shown in the inbox', async () => {
    const { answer, kept, inbox } = await sent({})
    expect(answer.status).toBe(200)
    expect(answer.body).toContain('<MessageId>message-1</MessageId>')
    expect(inbox).toHaveLength(1)
    expect(kept).toEqual([
      {
        messageId: 'message-1',
        at: '2026-11-23T09:00:00.000Z',
        recipients: ['waste@utrecht.example.org'],
        configurationSet: 'set',
        tags: { notice: 'abc' },
        raw: raw('waste@utrecht.example.org'),
      },
    ])
    expect(keptMailsIn(folder).all()).toEqual(kept)
  })

  it.each([
    ['somebody', ['Send', 'Delivery']],
    ['bounce', ['Send', 'Bounce']],
    ['bounce+label', ['Send', 'Bounce']],
    ['complaint', ['Send', 'Delivery', 'Complaint']],
  ])('to %s@example.org is followed by the events of the mailbox simulator', async (name, expected) => {
    const { events } = await sent({ to: `${name}@example.org` })
    expect(events.map(({ eventType }) => eventType)).toEqual(expected)
    for (const { mail } of events)
      expect(mail).toMatchObject({
        messageId: 'message-1',
        destination: [`${name}@example.org`],
        tags: { notice: ['abc'], 'ses:configuration-set': ['set'] },
        commonHeaders: { subject: 'A long subject' },
      })
  })

  it('says of a bounce that it is permanent, and whose', async () => {
    const { events } = await sent({ to: 'bounce@example.org' })
    expect(events[1]).toMatchObject({
      bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'bounce@example.org' }] },
    })
  })
})

describe('a mail that SES refuses', () => {
  it.each<[string, Message, number, string]>([
    ['without the right', { denied: 'not authorized' }, 403, '<Code>AccessDenied</Code>'],
    [
      'from an address of the domain that is not the own',
      { from: 'director@example.org', mayWriteFrom: 'register@example.org' },
      403,
      '<Code>AccessDenied</Code>',
    ],
    [
      'that reads as from another address than the call says',
      { source: 'register@example.org', from: 'director@example.org', mayWriteFrom: 'register@example.org' },
      403,
      '<Code>AccessDenied</Code>',
    ],
    [
      'from a sender that is not verified',
      { from: 'a@elsewhere.example' },
      400,
      '<Code>MessageRejected</Code>',
    ],
    [
      'under an unknown configuration set',
      { set: 'other' },
      400,
      '<Code>ConfigurationSetDoesNotExist</Code>',
    ],
    ['with a tag of other characters', { tag: 'a=b' }, 400, '<Code>InvalidParameterValue</Code>'],
    ['without a recipient', { to: '' }, 400, '<Code>InvalidParameterValue</Code>'],
  ])('%s is neither kept nor shown, and nothing follows', async (_, message, status, code) => {
    const { answer, kept, inbox, events } = await sent(message)
    expect(answer.status).toBe(status)
    expect(answer.body).toContain(code)
    expect([kept, inbox, events]).toEqual([[], [], []])
  })
})

it('headers are unfolded, addresses bare', () => {
  expect(headersOf('A: one\r\n two\r\nB: c:d\r\n\r\nX: body')).toEqual([
    { name: 'A', value: 'one two' },
    { name: 'B', value: 'c:d' },
  ])
  expect(addressesIn('"Doe, Jane" <jane@a.example>, bare@b.example')).toEqual([
    'jane@a.example',
    'bare@b.example',
  ])
})
