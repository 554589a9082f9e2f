import { createServer } from 'node:http'
import type { Scheduler } from './schedules/scheduler.ts'

/** The header in which `npm run fire` shows that it has read the run's lock: no web page can send it. */
export const controlHeader = 'x-peer-register-run'

export type Control = { readonly url: string; stop(): Promise<void> }

/** Where a running run is asked to fire a job: `POST /jobs/<job>`. */
export const startControl = async (scheduler: Scheduler, token: string): Promise<Control> => {
  const server = createServer(async (request, response) => {
    const answer = (status: number, value: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    const [, job] = /^\/jobs\/([\w-]+)$/.exec(request.url ?? '') ?? []
    if (request.headers[controlHeader] !== token) return answer(403, {})
    if (request.method !== 'POST' || job === undefined) return answer(404, { jobs: scheduler.jobs })
    const fired = await scheduler.fire(job)
    return fired ? answer(200, fired) : answer(404, { jobs: scheduler.jobs })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
