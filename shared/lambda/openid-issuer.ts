import type * as openid from 'openid-client'
import { Failure } from '../failures.ts'
import type { Identity, IdentityProvider } from '../secretariat/identity-provider.ts'
import type { Secret } from './secret.ts'

type OpenidClient = typeof openid

const openidClient = (): Promise<OpenidClient> => import('#late/openid-client')

export type IssuerSettings = {
  /** The issuer's identifier; `/.well-known/openid-configuration` below it describes it. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: Secret
  /** Where the issuer leads back to, as registered with it. */
  readonly callback: string
}

/**
 * An OpenID Connect issuer, by `openid-client`, which is read when somebody signs in: no other request at the desk
 * needs it. What the issuer says of itself is read once a process, and so is the secret, until the issuer does not know
 * this site by it: then both are read anew, and with another secret the sign-in goes on. Plain HTTP is taken for an
 * issuer that is named so, which the stage's check allows on this machine alone.
 */
export const openidIssuer = ({
  issuer,
  clientId,
  clientSecret,
  callback,
}: IssuerSettings): IdentityProvider => {
  let discovering: Promise<Known> | undefined
  const known = (client: OpenidClient): Promise<Known> => {
    discovering ??= (async () => {
      const secret = await clientSecret.read()
      const configuration = await client.discovery(new URL(issuer), clientId, secret, undefined, {
        timeout: 5,
        ...(issuer.startsWith('http:') && { execute: [client.allowInsecureRequests] }),
      })
      return { configuration, secret }
    })().catch((cause: unknown) => {
      discovering = undefined
      throw new Failure('unavailable', 'issuer-silent', { cause })
    })
    return discovering
  }

  return {
    async begin() {
      const client = await openidClient()
      const { configuration } = await known(client)
      const state = client.randomState()
      const nonce = client.randomNonce()
      const verifier = client.randomPKCECodeVerifier()
      const address = client.buildAuthorizationUrl(configuration, {
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
      const [expectedState, expectedNonce, pkceCodeVerifier] = kept.split('.')
      if (!expectedState || !expectedNonce || !pkceCodeVerifier)
        throw new Failure('malformed', 'sign-in-broken')
      const client = await openidClient()
      const identityBy = async ({ configuration }: Known): Promise<Identity> => {
        const tokens = await client.authorizationCodeGrant(configuration, new URL(callback + query), {
          expectedState,
          expectedNonce,
          pkceCodeVerifier,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        if (!claims) throw new Failure('malformed', 'sign-in-broken')
        return identityFrom(claims, async () =>
          configuration.serverMetadata().userinfo_endpoint === undefined
            ? {}
            : client.fetchUserInfo(configuration, tokens.access_token, claims.sub),
        )
      }
      try {
        const before = await known(client)
        return await identityBy(before).catch(async (error: unknown) => {
          if (!isUnknownClient(client, error)) throw error
          clientSecret.forget()
          discovering = undefined
          const now = await known(client)
          if (now.secret === before.secret) throw error
          // An issuer uses a code up only for whom it knows, so this one is still good.
          return identityBy(now)
        })
      } catch (error) {
        throw signInFailureOf(client, error)
      }
    },
  }
}

/** What the issuer said of itself, and the secret that this site is known by. */
type Known = { readonly configuration: openid.Configuration; readonly secret: string }

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

const isUnknownClient = (client: OpenidClient, cause: unknown): boolean =>
  cause instanceof client.ResponseBodyError && setUpWrong.includes(cause.error)

/** What went wrong, for the person, by the errors of `client`: the issuer's no, an answer that fits nothing, our own settings, or silence. */
export const signInFailureOf = (client: OpenidClient, cause: unknown): Failure => {
  if (cause instanceof Failure) return cause
  if (cause instanceof client.AuthorizationResponseError)
    return new Failure('not-allowed', 'sign-in-refused', { cause })
  if (isUnknownClient(client, cause)) return new Failure('poison', 'unexpected', { cause })
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
