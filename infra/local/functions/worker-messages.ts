/** What a function's thread is started with. */
export type InstanceSettings = {
  /** The bundle, as a file URL. */
  readonly bundle: string
  readonly exportName: string
}

/** What goes to a function's thread: one event at a time, as Lambda does. */
export type Invocation = {
  readonly requestId: string
  /** JSON, so that handlers get what would come over the wire. */
  readonly event: string
  /** Milliseconds since 1970 at which Lambda would end it. */
  readonly deadline: number
  /** The function's time-out, for its error message. */
  readonly limitSeconds: number
  readonly functionName: string
  readonly functionArn: string
  readonly memoryMegabytes: number
}

/** What a thread sends back. */
export type InstanceMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answered'; readonly requestId: string; readonly answer: string }
  | { readonly kind: 'failed'; readonly requestId: string; readonly error: FunctionError }

/** A function's error as Lambda reports it to the caller. */
export type FunctionError = {
  readonly errorType: string
  readonly errorMessage: string
  readonly trace?: readonly string[]
}
