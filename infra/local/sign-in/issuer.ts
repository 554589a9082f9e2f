import { secretariatOperations } from '../../../shared/secretariat/secretariat-operations.ts'
import type { Secrets } from '../data/secrets.ts'
import { inServingThread } from '../in-serving-thread.ts'
import type { Wiring } from '../templates/wiring.ts'

/** What the local issuer is told of the site that signs in with it. */
export type IssuerSettings = {
  readonly port: number
  readonly clientId: string
  readonly clientSecret: string
  readonly callback: string
}

/**
 * Starts the issuer that the secretariat signs in with here: `oidc-provider` with a page to choose who one is. It
 * knows the client id and secret that the stacks give to the desk's function, as a real one would.
 *
 * @throws Error when no function of the stacks signs in with an issuer
 */
export const startDeskIssuer = async (
  { functions }: Wiring,
  secrets: Secrets,
  siteUrl: string,
  port: number,
): Promise<{ stop(): Promise<void> }> => {
  const { DESK_CLIENT_ID: clientId, DESK_SECRET_ID: secretId } =
    functions.find(({ environment }) => environment.DESK_ISSUER !== undefined)?.environment ?? {}
  if (clientId === undefined || secretId === undefined) throw new Error('no function signs in with an issuer')
  const settings: IssuerSettings = {
    port,
    clientId,
    clientSecret: secrets.textOf(secretId),
    callback: siteUrl + secretariatOperations.finishDeskSignIn.path,
  }
  return {
    stop: await inServingThread(new URL('./issuer-thread.ts', import.meta.url), settings, 'the issuer'),
  }
}
