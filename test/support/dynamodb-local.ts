import type { TestProject } from 'vitest/node'
import { startDynamoDbLocal } from '../../infra/local/dynamodb-local.ts'
import { freePorts } from './free-ports.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    dynamodbEndpoint: string
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
  const { endpoint, kill } = await startDynamoDbLocal(await freePorts(1))
  return { endpoint, stop: kill }
}

/** One DynamoDB Local for all test files of a project; each file makes its own tables. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { endpoint, stop } = await startDynamoDb()
  project.provide('dynamodbEndpoint', endpoint)
  return async () => stop()
}
