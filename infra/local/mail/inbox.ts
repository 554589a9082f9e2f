import { Worker } from 'node:worker_threads'

/** The stand-in for SES with its inbox page. */
export type Inbox = {
  readonly url: string
  /** Hands it one mail; gives the message id. */
  accept(raw: string, source: string | undefined): Promise<string>
  stop(): Promise<void>
}

/** Starts the inbox at a port, with its page at the root and its mails at `/store`. */
export const startInbox = async (port: number): Promise<Inbox> => {
  const worker = new Worker(new URL('./inbox-thread.ts', import.meta.url), {
    workerData: { port },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdout: true,
    stderr: true,
  })
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve())
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the inbox ended with code ${code}`)))
  })
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
    stop: async () => {
      await worker.terminate()
    },
  }
}
