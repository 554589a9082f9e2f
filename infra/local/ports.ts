import { createServer } from 'node:net'
import { Refusal } from './refusal.ts'

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
