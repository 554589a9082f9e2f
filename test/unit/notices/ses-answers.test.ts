import { describe, expect, it } from 'vitest'
import { answerOf } from '../../../shared/lambda/ses-mailer.ts'

const sesError = (name: string, httpStatusCode?: number, message = '') =>
  Object.assign(new Error(message), { name, ...(httpStatusCode && { $metadata: { httpStatusCode } }) })

describe('an error of SES', () => {
  it('is ambiguous when nobody can know whether the mail was taken', () => {
    for (const error of [
      sesError('TimeoutError'),
      Object.assign(new Error(), { code: 'ECONNRESET' }),
      sesError('ServiceUnavailable', 503),
      sesError('InternalFailure', 500),
    ])
      expect(answerOf(error).kind).toBe('ambiguous')
  })

  it('puts the mail off when SES wants fewer at once, or was not reached at all', () => {
    for (const error of [
      sesError('Throttling', 400, 'Maximum sending rate exceeded.'),
      sesError('ThrottlingException', 400, 'Daily message quota exceeded.'),
      sesError('LimitExceededException', 400),
      sesError('SomethingNew', 429),
      Object.assign(new Error(), { code: 'ECONNREFUSED' }),
    ])
      expect(answerOf(error).kind).toBe('throttled')
  })

  it('stops all mail when the account is paused or our own settings are wrong', () => {
    for (const error of [
      sesError('AccountSendingPausedException', 400),
      sesError('ConfigurationSetDoesNotExistException', 400),
      sesError('MailFromDomainNotVerifiedException', 400),
      sesError('AccessDenied', 403),
      sesError('CredentialsProviderError'),
      sesError('MessageRejected', 400, 'Sending suspended for this account. For more information …'),
    ])
      expect(answerOf(error).kind).toBe('stopped')
  })

  it('rejects a message that SES will never take', () => {
    expect(answerOf(sesError('MessageRejected', 400, 'Email address is not verified.'))).toEqual({
      kind: 'rejected',
      code: 'MessageRejected',
    })
    expect(answerOf(sesError('InvalidParameterValue', 400)).kind).toBe('rejected')
  })
})
