import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { readBody } from '../gateway/read-body.ts'
import type { FunctionWiring, Wiring } from '../templates/wiring.ts'
import { type Denial, denialMessage, denialOf } from './access-check.ts'
import type { AccessRequest } from './policy.ts'
import { accessForDynamoDb, UnknownCall } from './required-access.ts'

/** What an AWS service answers, in its own wire format. */
export type AwsAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Gives the first right that the caller lacks, and tells the console and `denials` of it. */
export type Check = (requests: readonly AccessRequest[]) => string | undefined

/** The services behind the endpoint. */
export type AwsServices = {
  dynamoDb(target: string, body: string): Promise<AwsAnswer>
  secret(caller: FunctionWiring, body: string, check: Check): AwsAnswer
  mail(caller: FunctionWiring, body: string, check: Check): Promise<AwsAnswer>
  /** After a write went through, so that streams are read at once. */
  wrote(): void
}

export type AwsEndpoint = {
  readonly url: string
  readonly denials: readonly Denial[]
  stop(): Promise<void>
}

/** An answer of the services that speak JSON (DynamoDB, Secrets Manager). */
export const jsonAnswer = (status: number, value: Readonly<Record<string, unknown>>): AwsAnswer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': randomUUID() },
  body: JSON.stringify(value),
})

/** `Credential=<key id>/<date>/<region>/<service>/aws4_request` of a signed call. */
const credential = /Credential=([^/]+)\/\d+\/[^/]+\/([^/]+)\/aws4_request/

/**
 * The one place that the functions' SDK calls go to (`AWS_ENDPOINT_URL_*`): knows the caller by the access key
 * id, which is the function's name, and lets through what its role allows.
 *
 * @param tell prints a line on the console
 */
export const startAwsEndpoint = async (
  wiring: Wiring,
  services: AwsServices,
  tell: (line: string) => void,
): Promise<AwsEndpoint> => {
  const denials: Denial[] = []
  const callers = new Map(wiring.functions.map((each) => [each.name, each]))

  const checkFor =
    (caller: FunctionWiring): Check =>
    (requests) => {
      const denial = denialOf(wiring, caller, requests)
      if (!denial) return undefined
      denials.push(denial)
      tell(`DENIED  ${denial.title} may not ${denial.action} on ${denial.resource}: its role lacks the grant`)
      return denialMessage(caller, denial)
    }

  const dynamoDb = async (caller: FunctionWiring, target: string, body: string): Promise<AwsAnswer> => {
    const operation = target.slice(target.indexOf('.') + 1)
    const requests = accessForDynamoDb(wiring, operation, JSON.parse(body) as Record<string, unknown>)
    const denied = checkFor(caller)(requests)
    if (denied !== undefined)
      return jsonAnswer(400, {
        __type: 'com.amazon.coral.service#AccessDeniedException',
        Message: denied,
      })
    const answer = await services.dynamoDb(target, body)
    if (answer.status === 200 && /Put|Update|Delete|Write/.test(operation)) services.wrote()
    return answer
  }

  const answerTo = async (request: IncomingMessage): Promise<AwsAnswer> => {
    const [, keyId = '', service = ''] = credential.exec(request.headers.authorization ?? '') ?? []
    const caller = callers.get(keyId)
    const body = (await readBody(request, 10_000_000)).toString('utf8')
    if (!caller)
      return jsonAnswer(400, {
        __type: 'com.amazon.coral.service#UnrecognizedClientException',
        message: 'The security token included in the request is invalid.',
      })
    const target = String(request.headers['x-amz-target'] ?? '')
    if (service === 'dynamodb' && target.startsWith('DynamoDB_20120810.'))
      return dynamoDb(caller, target, body)
    if (service === 'secretsmanager' && target === 'secretsmanager.GetSecretValue')
      return services.secret(caller, body, checkFor(caller))
    if (service === 'ses' && new URLSearchParams(body).get('Action') === 'SendRawEmail')
      return services.mail(caller, body, checkFor(caller))
    throw new UnknownCall(`${service}:${target || (new URLSearchParams(body).get('Action') ?? '')}`)
  }

  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const { status, headers, body } = await answerTo(request).catch((error: unknown) => {
      const text = error instanceof Error ? error.message : String(error)
      tell(
        error instanceof UnknownCall
          ? `UNKNOWN the local run does not know which rights ${text} needs (infra/local/access)`
          : `FAILED  a call to AWS: ${text}`,
      )
      return jsonAnswer(error instanceof UnknownCall ? 400 : 500, {
        __type:
          error instanceof UnknownCall
            ? 'com.amazon.coral.service#AccessDeniedException'
            : 'com.amazon.coral.service#InternalServerError',
        message: text,
      })
    })
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body)
  }

  const server = createServer((request, response) => void respond(request, response))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    denials,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
