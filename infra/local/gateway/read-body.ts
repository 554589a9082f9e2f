import type { IncomingMessage } from 'node:http'

/** A body over the limit that its reader allows. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge'
}

/**
 * All bytes of a message.
 *
 * @param most bytes
 * @throws BodyTooLarge
 */
export const readBody = async (message: IncomingMessage, most: number): Promise<Buffer> => {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    length += chunk.length
    // What is over the limit is read to the end but not kept, so that the sender gets to see the answer.
    if (length <= most) chunks.push(chunk)
  }
  if (length > most) throw new BodyTooLarge()
  return Buffer.concat(chunks)
}
