import { createServer } from 'node:net'

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })

/**
 * The first of `count` neighbouring ports that are free now, as the local run needs them. Starts at a number
 * of the process, so that test files side by side do not ask for the same.
 *
 * @throws Error when no such row of ports is free
 */
export const freePorts = async (count: number): Promise<number> => {
  const first = 20_000 + (process.pid % 2_000) * 10
  for (let port = first; port < first + 10_000; port += count) {
    const free = await Promise.all(Array.from({ length: count }, (_, n) => isFree(port + n)))
    if (free.every(Boolean)) return port
  }
  throw new Error(`no ${count} neighbouring ports are free from ${first} on`)
}
