import { Writable } from 'node:stream'

type Handler = (event: unknown, context: unknown) => unknown
type StreamingHandler = (event: unknown, stream: ResponseStream, context: unknown) => Promise<void>

/** What a streaming handler sends: its head (status and headers), then its pieces. */
export type Sending = {
  begin(head: unknown): void
  /** Resolves when whoever reads wants more. */
  piece(bytes: Uint8Array): Promise<void>
}

class ResponseStream extends Writable {
  readonly #sending: Sending

  constructor(sending: Sending) {
    super({
      write: (chunk: Buffer, _encoding, done) => {
        if (chunk.length === 0) done()
        else sending.piece(chunk).then(() => done(), done)
      },
    })
    this.#sending = sending
  }

  begin(head: unknown): void {
    this.#sending.begin(head)
  }
}

const streaming = new WeakMap<Handler, StreamingHandler>()

/** Lambda's global of Node.js functions that stream: `awslambda.streamifyResponse` and `HttpResponseStream.from`. */
export const awslambda = {
  streamifyResponse(handle: StreamingHandler): Handler {
    const handler: Handler = () => {
      throw new Error('a handler that streams is not called without a stream')
    }
    streaming.set(handler, handle)
    return handler
  },
  HttpResponseStream: {
    from(stream: ResponseStream, head: unknown): ResponseStream {
      stream.begin(head)
      return stream
    },
  },
}

/** Whether a handler streams; if so, what carries out an event, to the end of its stream. */
export const streamed = (handler: Handler) => {
  const handle = streaming.get(handler)
  return (
    handle &&
    ((event: unknown, context: unknown, sending: Sending) =>
      handle(event, new ResponseStream(sending), context))
  )
}
