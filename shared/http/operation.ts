import type * as z from 'zod/mini'

/**
 * Who may call an operation: `everybody`; who has the mailed `link`, whose token is in the path; a `respondent` who is
 * signed in, for what is theirs; a user of the desk with that role or one above it.
 */
export const accesses = ['everybody', 'link', 'respondent', 'reader', 'officer', 'administrator'] as const
export type Access = (typeof accesses)[number]

/**
 * One HTTP operation: the contract that feeds the API's route (`infra`), the router of the feature's
 * function and the OpenAPI document. Each feature lists its own in `shared/<feature>/<feature>-operations.ts`.
 */
export type Operation = {
  /** Verb-noun, also the OpenAPI `operationId` and the handler's file: `submit-survey`. */
  readonly id: string
  readonly method: 'GET' | 'POST'
  /** In API Gateway's notation: `/survey/confirmations/{token}`. */
  readonly path: string
  /** Who may call it; a test calls each operation as everybody and holds the answers to a written list. */
  readonly access: Access
  /** One English sentence for API clients. */
  readonly summary: string
  /**
   * A GET that changes something or uses something up, as the way back from an issuer uses up its code. HEAD must not
   * (RFC 9110, 9.2.1: it is safe), so it is answered without the handler; any other HEAD is the GET without its body.
   */
  readonly inertHead?: true
  /** Query parameters, each with its meaning. */
  readonly query?: Readonly<
    Record<string, { description: string; schema: z.core.$ZodType; example?: unknown }>
  >
  /** Request headers that mean something, each with its meaning. */
  readonly headers?: Readonly<Record<string, string>>
  /**
   * The body: JSON and, unless `jsonOnly`, the same fields as a form. `example` is accepted as it stands. With
   * `formAgain` its handler shows a page's form again (`orFormAgain`), also for names that no form of ours has. The schema
   * is named, not built, for the same reason as those of the answers.
   */
  readonly body?: {
    readonly schema: () => z.core.$ZodType
    readonly example: unknown
    readonly jsonOnly?: boolean
    readonly formAgain?: true
  }
  /** Pages of the origins that the stage names may post here, too (`allowedOrigins`). */
  readonly otherOrigins?: true
  /**
   * What a JSON client gets, by status; problem documents are added by the OpenAPI document. Its schemas are made when
   * that is written or a test asks: a cold function that makes them all takes a tenth longer to start.
   */
  readonly answers: Readonly<Record<number, { description: string; schema?: () => z.core.$ZodType }>>
  /** The 4xx that this operation can give besides 405; 500 and 503 go without saying. */
  readonly problems?: readonly number[]
  /** False where browsers, too, get data instead of a page. */
  readonly page?: false
  /** Other representations than HTML and JSON, e.g. `image/svg+xml`. */
  readonly produces?: readonly string[]
}
