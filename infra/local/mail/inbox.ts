import { inServingThread } from '../in-serving-thread.ts'

/** The stand-in for SES with its inbox page. */
export type Inbox = {
  readonly url: string
  /** Hands it one mail; gives the message id. */
  accept(raw: string, source: string | undefined): Promise<string>
  stop(): Promise<void>
}

/** Starts the inbox at a port, with its page at the root and its mails at `/store`. */
export const startInbox = async (port: number): Promise<Inbox> => {
  const stop = await inServingThread(new URL('./inbox-thread.ts', import.meta.url), { port }, 'the inbox')
  const url = `http://localhost:${port}`
  return {
    url,
    accept: async (raw, source) => {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { authorization: 'AWS4-HMAC-SHA256 local' },
        body: new URLSearchParams({
          Action: 'SendRawEmail',
          'RawMessage.Data': raw,
          ...(source !== undefined && { Source: source }),
        }),
      })
      const text = await answer.text()
      const [, messageId] = /<MessageId>([^<]+)</.exec(text) ?? []
      if (!answer.ok || messageId === undefined) throw new Error(`the inbox refused a mail: ${text}`)
      return messageId
    },
    stop,
  }
}
