import { Agent, request } from 'node:http'
import type { AwsAnswer } from '../access/aws-endpoint.ts'

/** An error that DynamoDB answered, by its short name: `ResourceNotFoundException`. */
export class DynamoDbError extends Error {
  override readonly name: string
  constructor(name: string, message: string) {
    super(message)
    this.name = name
  }
}

/** Speaks DynamoDB's wire format: what streams hold reaches handlers as it is, without passing through an SDK. */
export type DynamoDbWire = {
  readonly endpoint: string
  /** One call as it stands, whatever the answer. */
  forward(target: string, body: string): Promise<AwsAnswer>
  /** One call; throws DynamoDbError. */
  call(target: string, parameters: object): Promise<Readonly<Record<string, unknown>>>
  close(): void
}

/** DynamoDB Local wants a signature's form, with letters and digits only, and does not check it. */
const signature = (region: string) =>
  `AWS4-HMAC-SHA256 Credential=local/20260101/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`

export const dynamoDbAt = (endpoint: string, region: string): DynamoDbWire => {
  const agent = new Agent({ keepAlive: true })
  const forward = (target: string, body: string): Promise<AwsAnswer> =>
    new Promise((resolve, reject) => {
      const sent = request(
        endpoint,
        {
          method: 'POST',
          agent,
          headers: {
            'content-type': 'application/x-amz-json-1.0',
            'content-length': Buffer.byteLength(body),
            'x-amz-target': target,
            authorization: signature(region),
          },
        },
        (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('error', reject)
          response.on('end', () => {
            const headers: Record<string, string> = {}
            for (const name of ['content-type', 'x-amzn-requestid', 'x-amz-crc32']) {
              const value = response.headers[name]
              if (typeof value === 'string') headers[name] = value
            }
            resolve({
              status: response.statusCode ?? 500,
              headers,
              body: Buffer.concat(chunks).toString('utf8'),
            })
          })
        },
      )
      sent.on('error', reject)
      sent.end(body)
    })
  return {
    endpoint,
    forward,
    close: () => agent.destroy(),
    call: async (target, parameters) => {
      const { status, body } = await forward(target, JSON.stringify(parameters))
      const answer = JSON.parse(body || '{}') as Record<string, unknown>
      if (status === 200) return answer
      const type = String(answer.__type ?? 'UnknownError')
      throw new DynamoDbError(
        type.slice(type.indexOf('#') + 1),
        String(answer.message ?? answer.Message ?? ''),
      )
    },
  }
}
