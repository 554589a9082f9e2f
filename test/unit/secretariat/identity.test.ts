import * as openid from 'openid-client'
import { describe, expect, test } from 'vitest'
import { identityFrom, signInFailureOf } from '../../../shared/lambda/openid-issuer.ts'
import { accountHash } from '../../../shared/secretariat/identity-provider.ts'

const account = { iss: 'https://issuer.example.org', sub: 'subject-1' }
const email = 'officer@example.org'
const unasked = () => Promise.reject(new Error('asked without need'))

describe('whom an issuer vouches for', () => {
  test('stands in the ID token of many, which are not asked again', async () => {
    const identity = await identityFrom({ ...account, email, email_verified: 'true' }, unasked)
    expect(identity).toEqual({ issuer: account.iss, subject: account.sub, email, emailVerified: true })
    expect(await identityFrom({ ...account, email, email_verified: false }, unasked)).toMatchObject({
      emailVerified: false,
    })
  })

  test.each([
    ['both', {}, { email, email_verified: true }],
    ['only that the address is verified', { email }, { email_verified: true }],
    ['both again', { email }, { email, email_verified: true }],
  ])('is taken from those that answer %s when asked', async (_, inToken, answered) => {
    expect(await identityFrom({ ...account, ...inToken }, async () => answered)).toMatchObject({
      email,
      emailVerified: true,
    })
  })

  test('is nobody by an address that none calls verified', async () => {
    expect(await identityFrom({ ...account, email }, async () => ({}))).toMatchObject({
      emailVerified: false,
    })
    expect(await identityFrom(account, async () => ({}))).toMatchObject({ email: '', emailVerified: false })
  })

  test('is another account with another subject or issuer', () => {
    const hashes = [
      { issuer: 'https://a.example.org', subject: '1' },
      { issuer: 'https://a.example.org', subject: '2' },
      { issuer: 'https://b.example.org', subject: '1' },
    ].map((each) => accountHash('key', each))
    expect(new Set(hashes).size).toBe(3)
  })
})

describe('a sign-in that fails', () => {
  const saying = (error: string, status = 400) =>
    new openid.ResponseBodyError('refused', {
      cause: { error },
      response: new Response(null, { status }),
    })

  test.each([
    ['invalid_grant', 400, 'malformed sign-in-broken'],
    // The secret is not the issuer's: the person cannot mend it, and the log must say so.
    ['invalid_client', 401, 'poison unexpected'],
    ['unauthorized_client', 400, 'poison unexpected'],
    ['server_error', 500, 'unavailable issuer-silent'],
  ])('since the issuer says %s (%i) is %s', (error, status, failure) => {
    const { kind, code, cause } = signInFailureOf(openid, saying(error, status))
    expect(`${kind} ${code}`).toBe(failure)
    expect(cause).toBeInstanceOf(openid.ResponseBodyError)
  })
})
