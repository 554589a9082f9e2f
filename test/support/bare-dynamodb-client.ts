/** What the cold start of every function is held against: the client alone, ready to be called. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'

export const client = new DynamoDBClient({})
