import { randomUUID } from 'node:crypto'
import type { AwsAnswer, Check } from '../access/aws-endpoint.ts'
import { accessForSendRawEmail, identityFor } from '../access/required-access.ts'
import type { Publish } from '../queues/topics.ts'
import type { FunctionWiring, Wiring } from '../templates/wiring.ts'
import type { Inbox } from './inbox.ts'
import type { KeptMails } from './kept-mails.ts'
import { addressesIn, headersOf } from './raw-message.ts'
import { sesEventsOf } from './ses-events.ts'

const namespace = 'http://ses.amazonaws.com/doc/2010-12-01/'

const escaped = (text: string): string =>
  text.replace(/[<>&]/g, (character) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;' })[character] ?? character)

const xmlAnswer = (status: number, body: string): AwsAnswer => ({
  status,
  headers: { 'content-type': 'text/xml', 'x-amzn-requestid': randomUUID() },
  body,
})

const failure = (status: number, code: string, message: string): AwsAnswer =>
  xmlAnswer(
    status,
    `<ErrorResponse xmlns="${namespace}"><Error><Type>Sender</Type><Code>${code}</Code><Message>${escaped(message)}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
  )

/** SES allows these in tags, and nothing else. */
const tagText = /^[A-Za-z0-9_-]{1,256}$/

export type MailServiceParts = {
  readonly wiring: Wiring
  readonly inbox: Inbox
  readonly mails: KeptMails
  readonly publish: Publish
  readonly now: () => number
}

/**
 * `SendRawEmail` as SES has it: rights, a verified sender, tags, an existing configuration set; then the mail
 * is kept, shown in the inbox, and SES's events follow.
 */
export const mailService =
  ({ wiring, inbox, mails, publish, now }: MailServiceParts) =>
  async (caller: FunctionWiring, body: string, check: Check): Promise<AwsAnswer> => {
    const form = new URLSearchParams(body)
    const data = form.get('RawMessage.Data') ?? ''
    const raw = Buffer.from(data, 'base64').toString('latin1')
    const headers = headersOf(raw)
    const header = (wanted: string) =>
      headers.find(({ name }) => name.toLowerCase() === wanted.toLowerCase())?.value
    const configurationSet =
      form.get('ConfigurationSetName') ?? header('X-SES-CONFIGURATION-SET') ?? undefined
    const written = addressesIn(header('From') ?? '')
    const source = addressesIn(form.get('Source') ?? '')[0] ?? written[0] ?? ''

    const denied = check(accessForSendRawEmail(wiring, [...new Set([source, ...written])], configurationSet))
    if (denied !== undefined) return failure(403, 'AccessDenied', denied)
    if (!identityFor(wiring, source))
      return failure(
        400,
        'MessageRejected',
        `Email address is not verified. The following identities failed the check in region ${wiring.region.toUpperCase()}: ${source}`,
      )
    const set = wiring.configurationSets.find(({ name }) => name === configurationSet)
    if (configurationSet !== undefined && !set)
      return failure(
        400,
        'ConfigurationSetDoesNotExist',
        `Configuration set <${configurationSet}> does not exist.`,
      )
    const tags = tagsOf(form, header('X-SES-MESSAGE-TAGS'))
    const wrongTag = Object.entries(tags)
      .flat()
      .find((text) => !tagText.test(text))
    if (wrongTag !== undefined)
      return failure(
        400,
        'InvalidParameterValue',
        `Invalid tag <${wrongTag}>: only alphanumeric ASCII characters, '_', '-' are allowed.`,
      )
    const stated = numbered(form, /^Destinations\.member\.(\d+)$/)
    const recipients =
      stated.length > 0
        ? stated.flatMap(addressesIn)
        : ['To', 'Cc', 'Bcc'].flatMap((name) => addressesIn(header(name) ?? ''))
    if (recipients.length === 0) return failure(400, 'InvalidParameterValue', "Missing required header 'To'.")

    const messageId = await inbox.accept(data, source)
    const at = new Date(now())
    mails.keep({
      messageId,
      at: at.toISOString(),
      recipients,
      ...(configurationSet !== undefined && { configurationSet }),
      tags,
      raw,
    })
    if (set) {
      const events = sesEventsOf({
        messageId,
        at,
        source,
        recipients,
        headers,
        tags,
        configurationSet: set.name,
        caller: caller.name,
        account: wiring.account,
        region: wiring.region,
      })
      for (const { type, event } of events)
        for (const { topicArn, eventTypes } of set.destinations)
          if (eventTypes.includes(type.toLowerCase()))
            publish(
              topicArn,
              { service: 'ses.amazonaws.com', sourceArn: set.arn },
              'Amazon SES Email Event Notification',
              JSON.stringify(event),
            )
    }
    return xmlAnswer(
      200,
      `<SendRawEmailResponse xmlns="${namespace}"><SendRawEmailResult><MessageId>${messageId}</MessageId></SendRawEmailResult><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></SendRawEmailResponse>`,
    )
  }

/** The values of `<name>.member.1`, `.2` …, in their order. */
const numbered = (form: URLSearchParams, pattern: RegExp): readonly string[] =>
  [...form]
    .map(([name, value]) => ({ place: Number(pattern.exec(name)?.[1]), value }))
    .filter(({ place }) => !Number.isNaN(place))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value)

/** Tags of the call, else those of the message's own header: `name=value, other=value`. */
const tagsOf = (form: URLSearchParams, header: string | undefined): Readonly<Record<string, string>> => {
  const names = numbered(form, /^Tags\.member\.(\d+)\.Name$/)
  const values = numbered(form, /^Tags\.member\.(\d+)\.Value$/)
  if (names.length > 0) return Object.fromEntries(names.map((name, i) => [name, values[i] ?? '']))
  return Object.fromEntries(
    (header ?? '')
      .split(',')
      .map((part) => part.split('=').map((text) => text.trim()))
      .filter(([name]) => name)
      .map(([name = '', value = '']) => [name, value]),
  )
}
