/** What SES publishes of a mail. */
export type SesEventType = 'Send' | 'Delivery' | 'Bounce' | 'Complaint'

export type SentMail = {
  readonly messageId: string
  readonly at: Date
  readonly source: string
  readonly recipients: readonly string[]
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  readonly tags: Readonly<Record<string, string>>
  readonly configurationSet: string
  readonly caller: string
  readonly account: string
  readonly region: string
}

/** The local part before a label: SES's mailbox simulator answers by it. */
const simulated = (recipient: string): string =>
  recipient.slice(0, recipient.lastIndexOf('@')).split('+')[0] ?? ''

/** What follows a send to a recipient, as at SES's mailbox simulator: `bounce@…`, `complaint@…`, else delivery. */
const eventsFor = (recipient: string): readonly SesEventType[] => {
  switch (simulated(recipient)) {
    case 'bounce':
      return ['Bounce']
    case 'complaint':
      return ['Delivery', 'Complaint']
    default:
      return ['Delivery']
  }
}

/**
 * All events of a mail in the order in which they come, in the form that SES publishes to SNS.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
export const sesEventsOf = (
  mail: SentMail,
): readonly { readonly type: SesEventType; readonly event: Readonly<Record<string, unknown>> }[] => {
  const about = mailObject(mail)
  const after = mail.recipients.flatMap((recipient) =>
    eventsFor(recipient).map((type) => ({
      type,
      event: { eventType: type, mail: about, [type.toLowerCase()]: detailsOf(type, recipient, mail) },
    })),
  )
  return [{ type: 'Send', event: { eventType: 'Send', mail: about, send: {} } }, ...after]
}

const mailObject = (mail: SentMail) => {
  const header = (wanted: string) =>
    mail.headers.find(({ name }) => name.toLowerCase() === wanted.toLowerCase())?.value
  const own = Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]]))
  return {
    timestamp: mail.at.toISOString(),
    source: mail.source,
    sourceArn: `arn:aws:ses:${mail.region}:${mail.account}:identity/${mail.source}`,
    sendingAccountId: mail.account,
    messageId: mail.messageId,
    destination: mail.recipients,
    headersTruncated: false,
    headers: mail.headers,
    commonHeaders: {
      from: [header('From') ?? mail.source],
      date: header('Date') ?? mail.at.toUTCString(),
      to: [header('To') ?? mail.recipients.join(', ')],
      messageId: mail.messageId,
      subject: header('Subject') ?? '',
    },
    tags: {
      'ses:operation': ['SendRawEmail'],
      'ses:configuration-set': [mail.configurationSet],
      'ses:source-ip': ['127.0.0.1'],
      'ses:from-domain': [mail.source.slice(mail.source.lastIndexOf('@') + 1)],
      'ses:caller-identity': [mail.caller],
      ...own,
    },
  }
}

const detailsOf = (
  type: SesEventType,
  recipient: string,
  mail: SentMail,
): Readonly<Record<string, unknown>> => {
  const timestamp = new Date(mail.at.getTime() + 1000).toISOString()
  const feedbackId = `${mail.messageId}-feedback`
  const reportingMTA = 'dns; a1.smtp-out.local'
  switch (type) {
    case 'Bounce':
      return {
        feedbackId,
        bounceType: 'Permanent',
        bounceSubType: 'General',
        bouncedRecipients: [
          {
            emailAddress: recipient,
            action: 'failed',
            status: '5.1.1',
            diagnosticCode: 'smtp; 550 5.1.1 user unknown',
          },
        ],
        timestamp,
        reportingMTA,
      }
    case 'Complaint':
      return {
        feedbackId,
        complaintSubType: null,
        complainedRecipients: [{ emailAddress: recipient }],
        timestamp,
        userAgent: 'Amazon SES Mailbox Simulator',
        complaintFeedbackType: 'abuse',
        arrivalDate: timestamp,
      }
    case 'Delivery':
      return {
        timestamp,
        processingTimeMillis: 1000,
        recipients: [recipient],
        smtpResponse: '250 ok',
        reportingMTA,
        remoteMtaIp: '127.0.0.1',
      }
    case 'Send':
      return {}
  }
}
