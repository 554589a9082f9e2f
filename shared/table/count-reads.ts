import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { Tables } from './client.ts'

/** How many items a query finds, whatever their number. */
export const countOf = async (
  { client }: Tables,
  query: ConstructorParameters<typeof QueryCommand>[0],
): Promise<number> => {
  let total = 0
  let from: Record<string, unknown> | undefined
  do {
    const page = await client.send(
      new QueryCommand({ ...query, Select: 'COUNT', ...(from && { ExclusiveStartKey: from }) }),
    )
    total += page.Count ?? 0
    from = page.LastEvaluatedKey
  } while (from)
  return total
}
