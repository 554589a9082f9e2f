/** Whom an issuer vouches for. */
export type Identity = {
  readonly email: string
  /** Only a verified address says who somebody is. */
  readonly emailVerified: boolean
}

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
