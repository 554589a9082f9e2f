import type * as openid from 'openid-client'
import { Failure } from '../failures.ts'
import type { Identity, IdentityProvider } from '../secretariat/identity-provider.ts'

type OpenidClient = typeof openid

const openidClient = (): Promise<OpenidClient> => import('#late/openid-client')

export type IssuerSettings = {
  /** The issuer's identifier; `/.well-known/openid-configuration` below it describes it. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: () => Promise<string>
  /** Where the issuer leads back to, as registered with it. */
  readonly callback: string
}

/**
 * An OpenID Connect issuer, by `openid-client`, which is read when somebody signs in: no other request at the desk
 * needs it. What the issuer says of itself is read once a process. Plain HTTP is
 * taken for an issuer that is named so, which the stage's check allows on this machine alone.
 */
export const openidIssuer = ({
  issuer,
  clientId,
  clientSecret,
  callback,
}: IssuerSettings): IdentityProvider => {
  let discovering: Promise<openid.Configuration> | undefined
  const configuration = (client: OpenidClient): Promise<openid.Configuration> => {
    discovering ??= clientSecret()
      .then((secret) =>
        client.discovery(new URL(issuer), clientId, secret, undefined, {
          timeout: 5,
          ...(issuer.startsWith('http:') && { execute: [client.allowInsecureRequests] }),
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
      const client = await openidClient()
      const config = await configuration(client)
      const state = client.randomState()
      const nonce = client.randomNonce()
      const verifier = client.randomPKCECodeVerifier()
      const address = client.buildAuthorizationUrl(config, {
        redirect_uri: callback,
        scope: 'openid email',
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
      return { address: address.href, kept: [state, nonce, verifier].join('.') }
    },

    async finish(query, kept) {
      const client = await openidClient()
      const config = await configuration(client)
      const [state, nonce, verifier] = kept.split('.')
      if (!state || !nonce || !verifier) throw new Failure('malformed', 'sign-in-broken')
      try {
        const tokens = await client.authorizationCodeGrant(config, new URL(callback + query), {
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
            : client.fetchUserInfo(config, tokens.access_token, claims.sub),
        )
      } catch (error) {
        throw signInFailureOf(client, error)
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

/** What went wrong, for the person, by the errors of `client`: the issuer's no, an answer that fits nothing, our own settings, or silence. */
export const signInFailureOf = (client: OpenidClient, cause: unknown): Failure => {
  if (cause instanceof Failure) return cause
  if (cause instanceof client.AuthorizationResponseError)
    return new Failure('not-allowed', 'sign-in-refused', { cause })
  if (cause instanceof client.ResponseBodyError && setUpWrong.includes(cause.error))
    return new Failure('poison', 'unexpected', { cause })
  if (cause instanceof client.ResponseBodyError && cause.status < 500)
    return new Failure('malformed', 'sign-in-broken', { cause })
  if (
    cause instanceof client.ClientError &&
    cause.code !== 'OAUTH_TIMEOUT' &&
    cause.code !== 'OAUTH_RESPONSE_IS_NOT_CONFORM'
  )
    return new Failure('malformed', 'sign-in-broken', { cause })
  return new Failure('unavailable', 'issuer-silent', { cause })
}
