/** An event as SES publishes it, of a notice's mail. */
export const aMailEvent = (
  noticeId: string,
  eventType: string,
  more: Readonly<Record<string, unknown>> = {},
) => ({
  eventType,
  mail: {
    timestamp: '2026-11-23T09:00:02.000Z',
    source: 'no-reply@register.example.org',
    messageId: `message-of-${noticeId}`,
    destination: ['amina@zliten.example.org'],
    tags: { notice: [noticeId], 'ses:configuration-set': ['register'] },
  },
  ...more,
})

/** The body of the queue's message: an event in the envelope of SNS. */
export const throughSns = (event: unknown): string =>
  JSON.stringify({
    Type: 'Notification',
    MessageId: 'a',
    TopicArn: 'arn:aws:sns:eu-central-1:111111111111:mail-events',
    Message: typeof event === 'string' ? event : JSON.stringify(event),
  })
