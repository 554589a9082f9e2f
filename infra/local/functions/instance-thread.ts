/** The inside of one function instance: a thread with the function's own environment and its bundle. */
import { parentPort, workerData } from 'node:worker_threads'
import { awslambda, type Sending, streamed } from './response-stream.ts'
import type {
  FunctionError,
  InstanceMessage,
  InstanceSettings,
  Invocation,
  Taken,
} from './worker-messages.ts'

type Handler = (event: unknown, context: unknown) => unknown

const { bundle, exportName } = workerData as InstanceSettings

const send = (message: InstanceMessage) => parentPort?.postMessage(message)

const errorOf = (error: unknown): FunctionError =>
  error instanceof Error
    ? {
        errorType: error.name,
        errorMessage: error.message,
        trace: (error.stack ?? '').split('\n').slice(0, 12),
      }
    : { errorType: typeof error, errorMessage: String(error) }

const contextOf = (invocation: Invocation) => ({
  callbackWaitsForEmptyEventLoop: true,
  functionName: invocation.functionName,
  functionVersion: '$LATEST',
  invokedFunctionArn: invocation.functionArn,
  memoryLimitInMB: String(invocation.memoryMegabytes),
  awsRequestId: invocation.requestId,
  logGroupName: `/aws/lambda/${invocation.functionName}`,
  logStreamName: 'local',
  getRemainingTimeInMillis: () => Math.max(0, invocation.deadline - Date.now()),
})

Object.assign(globalThis, { awslambda })

const load = async (): Promise<Handler> => {
  const module = (await import(bundle)) as Record<string, unknown>
  const handler = module[exportName]
  if (typeof handler !== 'function') throw new Error(`the bundle exports no '${exportName}'`)
  return handler as Handler
}

// Like Lambda, an instance that cannot load fails its first event and is then thrown away.
const handler = load()
handler.then(
  () => send({ kind: 'ready' }),
  () => send({ kind: 'ready' }),
)

let taken = () => {}
const sendingOf = (requestId: string): Sending => ({
  begin: (head) => send({ kind: 'begun', requestId, head: JSON.stringify(head) }),
  piece: (bytes) =>
    new Promise((resolve) => {
      taken = resolve
      send({ kind: 'piece', requestId, bytes })
    }),
})

parentPort?.on('message', async (message: Invocation | Taken) => {
  if (message.kind === 'taken') return taken()
  const { requestId } = message
  try {
    const handle = await handler
    const [event, context] = [JSON.parse(message.event) as unknown, contextOf(message)]
    const stream = streamed(handle)
    const answer: unknown = stream
      ? await stream(event, context, sendingOf(requestId))
      : await handle(event, context)
    send({ kind: 'answered', requestId, answer: JSON.stringify(answer ?? null) })
  } catch (error) {
    send({ kind: 'failed', requestId, error: errorOf(error) })
  }
})
