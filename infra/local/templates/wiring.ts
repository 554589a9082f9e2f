import type { Statement } from '../access/policy.ts'

/** A table, with what DynamoDB needs to make it. */
export type TableWiring = {
  readonly name: string
  readonly arn: string
  /** `CreateTable`'s own parameters. */
  readonly create: Readonly<Record<string, unknown>>
  readonly timeToLiveAttribute?: string
  /** As the templates name it; absent without a stream. */
  readonly streamArn?: string
  /** The customer key that encrypts it; absent for a key of AWS's own. */
  readonly keyArn?: string
}

export type KeyWiring = { readonly arn: string; readonly policy: readonly Statement[] }

export type SecretWiring = {
  readonly arn: string
  readonly name: string
  readonly generate: Readonly<Record<string, unknown>>
}

export type RoleWiring = { readonly arn: string; readonly statements: readonly Statement[] }

/** Where failures of a function go when it was called without somebody waiting. */
export type AsynchronousInvocation = {
  readonly maximumRetryAttempts: number
  readonly maximumEventAgeSeconds: number
  readonly onFailureArn?: string
}

export type FunctionWiring = {
  /** Its name in AWS. */
  readonly name: string
  readonly arn: string
  /** The source file of its handler, e.g. `functions/survey/serve-survey.ts`. */
  readonly entry: string
  /** The entry's file name without its ending: what people call it, e.g. `serve-survey`. */
  readonly title: string
  /** The export that is the handler. */
  readonly exportName: string
  readonly environment: Readonly<Record<string, string>>
  readonly timeoutSeconds: number
  readonly memoryMegabytes: number
  /** Its reserved concurrency; undefined: no limit of its own. */
  readonly mostAtOnce?: number
  readonly role: RoleWiring
  readonly asynchronous: AsynchronousInvocation
  /** Who may invoke it, from its resource policy. */
  readonly permissions: readonly Statement[]
}

export type RouteWiring = {
  /** `ANY` or a method. */
  readonly method: string
  /** `/survey/confirmations/{token}`, `/{proxy+}`. */
  readonly path: string
  readonly resourceId: string
  readonly functionArn: string
  /** After which the gateway gives up; API Gateway's default is 29 s. */
  readonly timeoutMilliseconds: number
  /** Whether answers are passed on while they come. */
  readonly streams: boolean
}

/** What the gateway answers by itself, of one type (`REQUEST_TOO_LARGE`, `DEFAULT_4XX`). */
export type GatewayResponseWiring = {
  readonly type: string
  /** Undefined: the status that API Gateway gives by itself. */
  readonly status?: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export type ApiWiring = {
  readonly id: string
  readonly stage: string
  readonly routes: readonly RouteWiring[]
  readonly responses: readonly GatewayResponseWiring[]
  readonly binaryMediaTypes: readonly string[]
  /** Bytes from which answers are compressed; undefined: never. */
  readonly minimumCompressionSize?: number
  /** The firewall's limits, in its order; none without a firewall. */
  readonly rateRules: readonly RateRuleWiring[]
}

/**
 * A rule of the firewall that limits the requests of one network address, in a sliding window: over the limit, a
 * request is answered by the firewall itself or goes on with more headers.
 */
export type RateRuleWiring = {
  readonly name: string
  readonly limit: number
  readonly windowSeconds: number
  readonly outcome:
    | {
        readonly kind: 'answer'
        readonly status: number
        readonly headers: Readonly<Record<string, string>>
        readonly body: string
      }
    | { readonly kind: 'mark'; readonly headers: Readonly<Record<string, string>> }
}

type EventSource = {
  readonly functionArn: string
  readonly batchSize: number
  readonly windowSeconds: number
  /** Parsed filter patterns, any of which lets an event pass; empty: every event. */
  readonly filters: readonly unknown[]
  readonly reportsItemFailures: boolean
}

export type StreamSourceWiring = EventSource & {
  readonly streamArn: string
  readonly startsAt: 'TRIM_HORIZON' | 'LATEST'
  readonly bisects: boolean
  /** Undefined: until the record is too old. */
  readonly maximumRetryAttempts?: number
  /** Undefined: until the stream itself drops it, after 24 h. */
  readonly maximumRecordAgeSeconds?: number
  readonly onFailureArn?: string
}

export type QueueSourceWiring = EventSource & { readonly queueArn: string }

export type QueueWiring = {
  readonly arn: string
  readonly name: string
  readonly visibilitySeconds: number
  readonly retentionSeconds: number
  readonly delaySeconds: number
  readonly redrive?: { readonly deadLetterArn: string; readonly maxReceiveCount: number }
  readonly policy: readonly Statement[]
  readonly keyArn?: string
}

export type TopicWiring = {
  readonly arn: string
  readonly policy: readonly Statement[]
  readonly subscriptions: readonly {
    readonly arn: string
    readonly queueArn: string
    readonly raw: boolean
  }[]
}

export type ScheduleWiring = {
  readonly name: string
  readonly expression: string
  readonly timeZone: string
  readonly functionArn: string
  readonly role: RoleWiring
  readonly input: string
}

export type ConfigurationSetWiring = {
  readonly name: string
  readonly arn: string
  readonly destinations: readonly {
    readonly name: string
    readonly topicArn: string
    /** As `eventTypeOf` of `mail/ses-events.ts` gives them. */
    readonly eventTypes: readonly string[]
  }[]
}

/** The deployed wiring, as the templates say it. */
export type Wiring = {
  readonly region: string
  readonly account: string
  readonly tables: readonly TableWiring[]
  readonly keys: readonly KeyWiring[]
  readonly secrets: readonly SecretWiring[]
  readonly functions: readonly FunctionWiring[]
  readonly api: ApiWiring
  readonly streamSources: readonly StreamSourceWiring[]
  readonly queueSources: readonly QueueSourceWiring[]
  readonly queues: readonly QueueWiring[]
  readonly topics: readonly TopicWiring[]
  readonly schedules: readonly ScheduleWiring[]
  readonly configurationSets: readonly ConfigurationSetWiring[]
  /** Verified senders: addresses and domains. */
  readonly identities: readonly string[]
}
