import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses'
import type { MailAnswer, Mailer } from '../notices/mailer.ts'

/**
 * Hands mails to SES through `SendRawEmail`. The SDK's own retries are off: a repeated call after a lost answer
 * would send a second mail. The time-outs are errors, and far below the lease.
 */
export const sesMailer = (configurationSet: string): Mailer => {
  const client = new SESClient({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  })
  return {
    send: async ({ to, from, raw, noticeId }) => {
      try {
        const { MessageId } = await client.send(
          new SendRawEmailCommand({
            Source: from,
            Destinations: [to],
            RawMessage: { Data: raw },
            ConfigurationSetName: configurationSet,
            Tags: [{ Name: 'notice', Value: noticeId }],
          }),
        )
        return MessageId
          ? { kind: 'accepted', messageId: MessageId }
          : { kind: 'ambiguous', code: 'no-message-id' }
      } catch (error) {
        return answerOf(error)
      }
    },
  }
}

/** Errors by which SES, or the way to it, says that it took nothing and will take nothing for now. */
const stopping = new Set([
  'AccountSendingPausedException',
  'ConfigurationSetSendingPausedException',
  'ConfigurationSetDoesNotExistException',
  'ConfigurationSetDoesNotExist',
  'MailFromDomainNotVerifiedException',
  'AccessDenied',
  'AccessDeniedException',
  'CredentialsProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'InvalidClientTokenId',
  'OptInRequired',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
])

/** No connection was made, so nothing was handed over. */
const unreached = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/** What an error of SES means for the mail ('SendRawEmail', section Errors, and 'Common errors'). */
export const answerOf = (error: unknown): MailAnswer => {
  const { name, code, message, $metadata } = error as {
    name?: string
    code?: string
    message?: string
    $metadata?: { httpStatusCode?: number }
  }
  const status = $metadata?.httpStatusCode
  const said = name ?? 'unknown'
  if (stopping.has(said) || /sending (is |has been )?(paused|suspended|disabled)/i.test(message ?? ''))
    return { kind: 'stopped', code: said }
  if (/Throttl|TooManyRequests|LimitExceeded|RequestLimit/.test(said) || status === 429)
    return { kind: 'throttled', code: said }
  if (code !== undefined && unreached.has(code)) return { kind: 'throttled', code }
  if (status !== undefined && status >= 400 && status < 500) return { kind: 'rejected', code: said }
  return { kind: 'ambiguous', code: code ?? said }
}
