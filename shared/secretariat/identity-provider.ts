import { createHmac } from 'node:crypto'

/** Whom an issuer vouches for. */
export type Identity = {
  readonly issuer: string
  /** Who it is at that issuer, for good: an address may go to somebody else, a subject never does. */
  readonly subject: string
  readonly email: string
  /** Only a verified address says who somebody is. */
  readonly emailVerified: boolean
}

/**
 * Under what the desk remembers an account: HMAC-SHA-256 of issuer and subject in base64url. OpenID Connect Core 1.0,
 * 5.7: only both together say for good who somebody is.
 */
export const accountHash = (key: string, { issuer, subject }: Pick<Identity, 'issuer' | 'subject'>): string =>
  createHmac('sha256', key)
    .update(JSON.stringify([issuer, subject]))
    .digest('base64url')

/**
 * Signing in with an OpenID Connect issuer, by authorization code with PKCE, state and nonce. `kept` is what only the
 * browser that began may bring back: letters, digits, `-`, `_` and `.`.
 */
export type IdentityProvider = {
  /** @throws Failure `unavailable` when the issuer does not answer */
  begin(): Promise<{ readonly address: string; readonly kept: string }>
  /**
   * @param query what the issuer's redirect brought, as `?code=…&state=…`
   * @throws Failure `malformed` `sign-in-broken` for an answer that does not belong to what began, `not-allowed`
   *   `sign-in-refused` when the issuer or the person refused, `unavailable`
   */
  finish(query: string, kept: string): Promise<Identity>
}
