import { createServer } from 'node:net'
import { Refusal } from './refusal.ts'

/**
 * Ports above 1023 at which browsers, and Node's own `fetch`, ask for nothing (Fetch standard, 2.9, 'bad port').
 */
const refusedByBrowsers: ReadonlySet<number> = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697,
  10080,
])

/**
 * Checks that a browser would open a site at each of these ports.
 *
 * @throws Refusal that names the first at which none does
 */
export const checkBrowsersAsk = (ports: readonly number[]): void => {
  const refused = ports.find((port) => refusedByBrowsers.has(port))
  if (refused !== undefined)
    throw new Refusal(
      `Browsers open nothing at port ${refused}: choose others with 'npm start -- --port ${refused + 100}'.`,
    )
}

/**
 * Checks that nothing listens at these ports.
 *
 * @throws Refusal that names the first that is taken
 */
export const checkPorts = async (ports: readonly number[]): Promise<void> => {
  for (const port of ports)
    await new Promise<void>((resolve, reject) => {
      const server = createServer()
      server.once('error', (error: NodeJS.ErrnoException) =>
        reject(
          new Refusal(
            error.code === 'EADDRINUSE'
              ? `Port ${port} is taken: stop what uses it, or choose others with 'npm start -- --port ${port + 1000}'.`
              : `Port ${port} cannot be used (${error.code}): choose others with 'npm start -- --port 4000'.`,
          ),
        ),
      )
      server.listen(port, () => server.close(() => resolve()))
    })
}
