import { PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import type { DynamoDBRecord } from 'aws-lambda'
import type { MailAnswer, Mailer, RawMail } from '../../shared/notices/mailer.ts'
import { type DigestSuggestion, type Notice, newNotice } from '../../shared/notices/notice.ts'
import type { SenderDeps } from '../../shared/notices/send-notice.ts'
import type { Contact } from '../../shared/survey/contact.ts'
import type { Tables } from '../../shared/table/client.ts'
import { contactItem } from '../../shared/table/contact-item.ts'
import { noticeTable } from '../../shared/table/notice-table.ts'
import { noticeWrite } from '../../shared/table/notice-writes.ts'
import { aSite } from './requests.ts'

/** A confirmed person with a weekly digest; say only what the test is about. */
export const aContact = (stated: Partial<Contact> = {}): Contact => {
  const contactId = stated.contactId ?? 'amina'
  return {
    contactId,
    address: `${contactId}@zliten.example.org`,
    addressHash: `hash-of-${contactId}`,
    language: 'en',
    state: 'confirmed',
    digest: 'weekly',
    entryIds: ['zliten'],
    createdAt: '2026-11-01T09:00:00.000Z',
    ...stated,
  }
}

export const aSuggestion = (stated: Partial<DigestSuggestion> = {}): DigestSuggestion => ({
  ownItemId: 'zliten.request.waste-management',
  peerItemId: 'utrecht.offer.waste-management',
  peerEntryId: 'utrecht',
  peerName: 'Gemeente Utrecht',
  peerCountry: 'NL',
  theme: 'waste-management',
  direction: 'offer',
  description: 'Separate collection of household waste in dense districts',
  score: 0.72,
  reasons: [
    {
      term: 'theme',
      value: 0,
      stated: true,
      grounds: { kind: 'theme', request: 'waste-management', offer: 'waste-management' },
    },
    { term: 'languages', value: 0, stated: true, grounds: { kind: 'languages', common: ['en'] } },
    { term: 'population', value: -40_000, stated: true, grounds: { kind: 'population', classes: 1 } },
    { term: 'availability', value: -34_657, stated: false },
  ],
  ...stated,
})

type NoticeStated = {
  readonly event?: string
  readonly contactId?: string
  readonly language?: Notice['language']
  readonly now?: string
}
const stamped = ({
  contactId = 'amina',
  language = 'en',
  now = '2026-11-23T09:00:00.000Z',
}: NoticeStated) => ({
  contactId,
  language,
  now,
})

/** A due notice of the prompt lane: a mail with a confirmation link. */
export const aConfirmation = (stated: NoticeStated & { authority?: string } = {}) =>
  newNotice({
    ...stamped(stated),
    event: stated.event ?? 'submission:s1',
    template: 'confirm-submission',
    facts: { submissionId: 's1', authority: stated.authority ?? 'بلدية زليتن' },
  })

/** A due notice of the prompt lane without a link of its own. */
export const aClaim = (stated: NoticeStated = {}) =>
  newNotice({
    ...stamped(stated),
    event: stated.event ?? 'claim:s2',
    template: 'claim-received',
    facts: { entryId: 'zliten', authority: 'Zliten' },
  })

/** What an entry's contact is told when the desk sends it back, with the desk's own words. */
export const aReturn = (stated: NoticeStated & { words?: string } = {}) =>
  newNotice({
    ...stamped(stated),
    event: stated.event ?? 'review:zliten:1',
    template: 'entry-returned',
    facts: { entryId: 'zliten', authority: 'Zliten', words: stated.words ?? 'Which service answers?' },
  })

/** What an entry's contact is told when the desk publishes it. */
export const aPublication = (stated: NoticeStated = {}) =>
  newNotice({
    ...stamped(stated),
    event: stated.event ?? 'review:zliten:1',
    template: 'entry-published',
    facts: { entryId: 'zliten', authority: 'Zliten', shown: true },
  })

/** A due notice of the bulk lane, with a link that renews an entry. */
export const aReminder = (stated: NoticeStated & { authority?: string } = {}) =>
  newNotice({
    ...stamped(stated),
    event: stated.event ?? 'until:zliten:2026-12-01:7',
    template: 'renewal-reminder',
    facts: {
      entryId: 'zliten',
      authority: stated.authority ?? 'Zliten',
      until: '2026-12-01',
      days: 7,
      items: [{ direction: 'request', theme: 'waste-management' }],
    },
  })

/** A due notice of the bulk lane. */
export const aDigest = (stated: NoticeStated & { suggestions?: readonly DigestSuggestion[] } = {}) =>
  newNotice({
    ...stamped(stated),
    event: stated.event ?? 'digest:2026-W48',
    template: 'digest',
    facts: {
      frequency: 'weekly',
      period: '2026-W48',
      authority: 'Zliten',
      suggestions: stated.suggestions ?? [aSuggestion()],
    },
  })

export const putContact = async ({ client, main }: Tables, contact: Contact): Promise<void> => {
  await client.send(new PutCommand({ TableName: main, Item: contactItem(contact) }))
}

export const putNotice = async (tables: Tables, notice: Notice): Promise<void> => {
  await tables.client.send(new TransactWriteCommand({ TransactItems: [noticeWrite(tables, notice)] }))
}

/** The stream's record of a new notice. */
export const insertOf = (
  { noticeId, lane }: Pick<Notice, 'noticeId' | 'lane'>,
  sequence = '1',
): DynamoDBRecord => ({
  eventID: `event-${sequence}`,
  eventName: 'INSERT',
  dynamodb: {
    SequenceNumber: sequence,
    NewImage: { kind: { S: 'notice' }, lane: { S: lane }, noticeId: { S: noticeId } },
  },
})

/** A mailer that accepts, and keeps account of what it accepted; `answers` come first, one a mail. */
export const accountingMailer = () => {
  const accepted: RawMail[] = []
  const answers: (MailAnswer | 'accepted-but-ambiguous')[] = []
  let asked = 0
  const accept = (mail: RawMail): MailAnswer => {
    accepted.push(mail)
    return { kind: 'accepted', messageId: `message-${accepted.length}` }
  }
  const mailer: Mailer = {
    send: async (mail) => {
      asked++
      const answer = answers.shift()
      if (answer === 'accepted-but-ambiguous') {
        accept(mail)
        return { kind: 'ambiguous', code: 'ECONNRESET' }
      }
      return answer ?? accept(mail)
    },
  }
  return {
    mailer,
    accepted,
    answers,
    asked: () => asked,
    acceptedOf: (noticeId: string) => accepted.filter((mail) => mail.noticeId === noticeId).length,
  }
}

/** A clock that tests turn on. */
export const aClock = (from = '2026-11-23T09:00:01.000Z') => {
  let at = Date.parse(from)
  return {
    now: () => new Date(at),
    passMinutes: (minutes: number) => {
      at += minutes * 60_000
    },
  }
}

let tokens = 0

/** What sending needs, with the real store and composer. */
export const aSender = (
  tables: Tables,
  mailer: Mailer,
  clock: { now: () => Date } = aClock(),
): SenderDeps => ({
  store: noticeTable(tables),
  mailer,
  settings: { site: aSite, from: 'no-reply@register.example.org', replyTo: 'contact@register.example.org' },
  now: clock.now,
  newToken: () => `token-${String(++tokens).padStart(37, '0')}`,
})
