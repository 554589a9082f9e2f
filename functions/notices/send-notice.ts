import { streamFunction } from '../../shared/lambda/stream-function.ts'
import { sendFromStream } from './send-from-stream.ts'
import { senderFromEnvironment } from './sender-from-environment.ts'

/** Sends each prompt notice as soon as its row is in the table's stream. */
export const handler = streamFunction('send-notice', sendFromStream(senderFromEnvironment()))
