import * as openid from 'openid-client'
import { Failure } from '../failures.ts'
import type { Identity, IdentityProvider } from '../secretariat/identity-provider.ts'

export type IssuerSettings = {
  /** The issuer's identifier; `/.well-known/openid-configuration` below it describes it. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: () => Promise<string>
  /** Where the issuer leads back to, as registered with it. */
  readonly callback: string
}

/**
 * An OpenID Connect issuer, by `openid-client`. What the issuer says of itself is read once a process. Plain HTTP is
 * taken for an issuer that is named so, which the stage's check allows on this machine alone.
 */
export const openidIssuer = ({
  issuer,
  clientId,
  clientSecret,
  callback,
}: IssuerSettings): IdentityProvider => {
  let discovering: Promise<openid.Configuration> | undefined
  const configuration = (): Promise<openid.Configuration> => {
    discovering ??= clientSecret()
      .then((secret) =>
        openid.discovery(new URL(issuer), clientId, secret, undefined, {
          timeout: 5,
          ...(issuer.startsWith('http:') && { execute: [openid.allowInsecureRequests] }),
        }),
      )
      .catch((cause: unknown) => {
        discovering = undefined
        throw new Failure('unavailable', 'issuer-silent', { cause })
      })
    return discovering
  }

  return {
    async begin() {
      const config = await configuration()
      const state = openid.randomState()
      const nonce = openid.randomNonce()
      const verifier = openid.randomPKCECodeVerifier()
      const address = openid.buildAuthorizationUrl(config, {
        redirect_uri: callback,
        scope: 'openid email',
        state,
        nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
      return { address: address.href, kept: [state, nonce, verifier].join('.') }
    },

    async finish(query, kept) {
      const config = await configuration()
      const [state, nonce, verifier] = kept.split('.')
      if (!state || !nonce || !verifier) throw new Failure('malformed', 'sign-in-broken')
      try {
        const tokens = await openid.authorizationCodeGrant(config, new URL(callback + query), {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        if (!claims) throw new Failure('malformed', 'sign-in-broken')
        return await identityFrom(claims, async () =>
          config.serverMetadata().userinfo_endpoint === undefined
            ? {}
            : openid.fetchUserInfo(config, tokens.access_token, claims.sub),
        )
      } catch (error) {
        throw signInFailureOf(error)
      }
    },
  }
}

type Claims = Readonly<Record<string, unknown>>

/**
 * Whom the claims name. Many issuers put the address and that it is verified into the ID token; others answer one or
 * both only when asked, and what they say then goes before.
 *
 * @param asked asks the issuer about the same subject
 */
export const identityFrom = async (
  claims: Claims & { readonly iss: string; readonly sub: string },
  asked: () => Promise<Claims>,
): Promise<Identity> => {
  const complete = typeof claims.email === 'string' && claims.email_verified !== undefined
  const { email, email_verified: verified } = complete ? claims : { ...claims, ...(await asked()) }
  return {
    issuer: claims.iss,
    subject: claims.sub,
    email: typeof email === 'string' ? email : '',
    // Some issuers write the truth value as text.
    emailVerified: verified === true || verified === 'true',
  }
}

/** By these the issuer says that it does not know this site, or not by this secret: nothing that the person could mend. */
const setUpWrong = ['invalid_client', 'unauthorized_client']

/** What went wrong, for the person: the issuer's no, an answer that fits nothing, our own settings, or silence. */
export const signInFailureOf = (cause: unknown): Failure => {
  if (cause instanceof Failure) return cause
  if (cause instanceof openid.AuthorizationResponseError)
    return new Failure('not-allowed', 'sign-in-refused', { cause })
  if (cause instanceof openid.ResponseBodyError && setUpWrong.includes(cause.error))
    return new Failure('poison', 'unexpected', { cause })
  if (cause instanceof openid.ResponseBodyError && cause.status < 500)
    return new Failure('malformed', 'sign-in-broken', { cause })
  if (
    cause instanceof openid.ClientError &&
    cause.code !== 'OAUTH_TIMEOUT' &&
    cause.code !== 'OAUTH_RESPONSE_IS_NOT_CONFORM'
  )
    return new Failure('malformed', 'sign-in-broken', { cause })
  return new Failure('unavailable', 'issuer-silent', { cause })
}
