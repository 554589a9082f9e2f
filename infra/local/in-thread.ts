import { Worker } from 'node:worker_threads'

/**
 * Runs a module in a thread of its own and gives the one message that it posts. Starting uses both cores this
 * way, and what the module loaded is gone afterwards.
 */
export const inThread = <T>(module: URL, input: unknown): { readonly result: Promise<T>; cancel(): void } => {
  const worker = new Worker(module, {
    workerData: input,
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  const result = new Promise<T>((resolve, reject) => {
    worker.once('message', (message: T) => {
      resolve(message)
      void worker.terminate()
    })
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`${module.pathname} ended with code ${code}`)))
  })
  return { result, cancel: () => void worker.terminate() }
}
