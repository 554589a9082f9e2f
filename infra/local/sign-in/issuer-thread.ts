/** The inside of the local issuer: `oidc-provider`, as strict as a real one, but for its page that asks no password. */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'
import Provider, { interactionPolicy } from 'oidc-provider'
import { choicePage } from './choice-page.ts'
import { deskPeople } from './desk-people.ts'
import type { IssuerSettings } from './issuer.ts'

const { port, clientId, clientSecret, callback } = workerData as IssuerSettings

const policy = interactionPolicy.base()
// Each sign-in asks who one is, so that roles can be tried one after the other in one browser.
policy
  .get('login')
  ?.checks.add(
    new interactionPolicy.Check('choose_each_time', 'choose who you are', 'login_required', (context) =>
      context.oidc.result?.login
        ? interactionPolicy.Check.NO_NEED_TO_PROMPT
        : interactionPolicy.Check.REQUEST_PROMPT,
    ),
  )

const provider = new Provider(`http://localhost:${port}`, {
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: [callback],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      token_endpoint_auth_method: 'client_secret_post',
    },
  ],
  jwks: {
    keys: [generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })],
  },
  cookies: { keys: [randomBytes(32).toString('hex')] },
  pkce: { required: () => true },
  claims: { openid: ['sub'], email: ['email', 'email_verified'] },
  features: { devInteractions: { enabled: false } },
  interactions: { policy, url: (_, interaction) => `/choose/${interaction.uid}` },
  findAccount: (_, sub) =>
    deskPeople.some(({ email }) => email === sub)
      ? { accountId: sub, claims: () => ({ sub, email: sub, email_verified: true }) }
      : undefined,
  // Nobody is asked for consent to their own organisation's application.
  loadExistingGrant: async (context) => {
    const { client, session } = context.oidc
    if (!client || !session?.accountId) return undefined
    const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
    grant.addOIDCScope('openid email')
    await grant.save()
    return grant
  },
})

const choose = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { uid } = await provider.interactionDetails(request, response)
  if (request.method !== 'POST') {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(choicePage(uid))
    return
  }
  const body = (await request.toArray()).join('')
  const accountId = new URLSearchParams(body).get('who') ?? ''
  await provider.interactionFinished(
    request,
    response,
    deskPeople.some(({ email }) => email === accountId)
      ? { login: { accountId, remember: false } }
      : { error: 'access_denied', error_description: 'nobody was chosen' },
  )
}

const answer = provider.callback()
const server = createServer((request, response) => {
  if (!request.url?.startsWith('/choose/')) return void answer(request, response)
  choose(request, response).catch((error: unknown) => {
    // An interaction that is over, opened again from the history.
    response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' })
    response.end(`Begin the sign-in again. (${error instanceof Error ? error.message : String(error)})`)
  })
})
server.listen(port, () => parentPort?.postMessage('listening'))
