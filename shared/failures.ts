/**
 * What can go wrong, in the domain's words. Rules throw a `Failure`; only
 * `shared/lambda/failure-outcome.ts` knows which HTTP status or stream outcome a kind becomes.
 */

export type FailureKind =
  /** The input breaks a rule; `fields` says which and where. */
  | 'invalid'
  /** The body cannot be read at all. */
  | 'malformed'
  /** Nothing of that name exists, or it is not for this viewer. */
  | 'not-found'
  /** It existed, and was used up or has expired. */
  | 'gone'
  /** The state changed meanwhile, or does not allow this. */
  | 'conflict'
  /** The same idempotency key came with another body. */
  | 'key-reused'
  | 'too-large'
  /** More than a limit allows; it will be allowed again later. */
  | 'too-many'
  /** More requests from one network address than are answered; soon there will be answers again. */
  | 'over-limit'
  | 'unsupported-media-type'
  | 'method-not-allowed'
  /** A post from a page of another origin. */
  | 'forbidden'
  /** Only for who is signed in. */
  | 'signed-out'
  /** Signed in, but the role does not include it. */
  | 'not-allowed'
  /** A part behind us did not answer; the same call may succeed later. */
  | 'unavailable'
  /** A record that no repetition can heal. */
  | 'poison'

/** One broken rule at one place of the input. */
export type FieldFailure = {
  /** RFC 6901 JSON pointer into the body, or `?name` for a query parameter. */
  readonly pointer: string
  /** Which rule: also the message key, as `failures.<code>`. */
  readonly code: string
  /** Values for the message: limits, alternatives. Never what the person typed. */
  readonly values?: Readonly<Record<string, string | number>>
}

/** What a rule throws. Its message is its kind and code, so it may be logged; that of its cause may quote input. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly kind: FailureKind
  /** Which failure exactly: also the message key, as `failures.<code>`. */
  readonly code: string
  readonly fields: readonly FieldFailure[]
  /** What somebody wrote, for the page to give back where no form can. Never logged. */
  readonly written: readonly string[]

  constructor(
    kind: FailureKind,
    code: string,
    options: { fields?: readonly FieldFailure[]; written?: readonly string[]; cause?: unknown } = {},
  ) {
    super(`${kind}: ${code}`, options.cause === undefined ? undefined : { cause: options.cause })
    this.kind = kind
    this.code = code
    this.fields = options.fields ?? []
    this.written = options.written ?? []
  }
}

/** An `invalid` failure with its fields. */
export const invalid = (fields: readonly FieldFailure[]): Failure =>
  new Failure('invalid', 'invalid', { fields })
