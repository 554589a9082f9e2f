/** What a function's thread is started with. */
export type InstanceSettings = {
  /** The bundle, as a file URL. */
  readonly bundle: string
  readonly exportName: string
}

/** What goes to a function's thread: one event at a time, as Lambda does. */
export type Invocation = {
  readonly kind: 'event'
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

/** To a thread whose answer is streamed: its last piece was taken. */
export type Taken = { readonly kind: 'taken'; readonly requestId: string }

/** What a thread sends back; a streamed answer begins, has pieces, and is `answered` at its end. */
export type InstanceMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'begun'; readonly requestId: string; readonly head: string }
  | { readonly kind: 'piece'; readonly requestId: string; readonly bytes: Uint8Array }
  | { readonly kind: 'answered'; readonly requestId: string; readonly answer: string }
  | { readonly kind: 'failed'; readonly requestId: string; readonly error: FunctionError }

/** A function's error as Lambda reports it to the caller. */
export type FunctionError = {
  readonly errorType: string
  readonly errorMessage: string
  readonly trace?: readonly string[]
}
