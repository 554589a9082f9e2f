import { Worker } from 'node:worker_threads'

/**
 * Starts a server in a thread of its own, which says with a message that it listens; gives what ends it.
 *
 * @throws Error when the thread ends before that
 */
export const inServingThread = async (
  thread: URL,
  workerData: unknown,
  what: string,
): Promise<() => Promise<void>> => {
  const worker = new Worker(thread, {
    workerData,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdout: true,
    stderr: true,
  })
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve())
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`${what} ended with code ${code}`)))
  })
  return async () => {
    await worker.terminate()
  }
}
