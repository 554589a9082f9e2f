import { isRecord } from '../templates/read-properties.ts'
import type { TableWiring, Wiring } from '../templates/wiring.ts'
import type { AccessRequest } from './policy.ts'

/** A call that the local run cannot judge: it is refused, with this as the reason. */
export class UnknownCall extends Error {
  override readonly name = 'UnknownCall'
}

type Body = Readonly<Record<string, unknown>>

/** Actions of one call on one table: the same name, on the table or on the index that it asks. */
const onOneTable = new Set([
  'DeleteItem',
  'DescribeTable',
  'DescribeTimeToLive',
  'GetItem',
  'PutItem',
  'Query',
  'Scan',
  'UpdateItem',
])

const actionOfPart: Readonly<Record<string, string>> = {
  ConditionCheck: 'ConditionCheckItem',
  Delete: 'DeleteItem',
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
}

/**
 * What a call to DynamoDB needs to be allowed: the action on each table or index that it names, for each part
 * of a transaction that part's own action, and `kms:Decrypt` for a table under a customer key, since DynamoDB
 * opens it with the caller's rights.
 *
 * @param operation as in `X-Amz-Target`, e.g. `TransactWriteItems`
 * @throws UnknownCall
 */
export const accessForDynamoDb = (wiring: Wiring, operation: string, body: Body): readonly AccessRequest[] =>
  partsOf(operation, body).flatMap(({ action, table, index }) => {
    const known = wiring.tables.find(({ name, arn }) => name === table || arn === table)
    const arn = known?.arn ?? `arn:aws:dynamodb:${wiring.region}:${wiring.account}:table/${table}`
    const request = {
      action: `dynamodb:${action}`,
      resource: index === undefined ? arn : `${arn}/index/${index}`,
    }
    return [request, ...keyAccessFor(wiring, known)]
  })

/** The parts of a call, each with the action that IAM asks for. */
const partsOf = (
  operation: string,
  body: Body,
): readonly { action: string; table: string; index?: string }[] => {
  if (onOneTable.has(operation)) {
    const index = body.IndexName
    return [
      {
        action: operation,
        table: String(body.TableName),
        ...(typeof index === 'string' && { index }),
      },
    ]
  }
  if (operation === 'BatchGetItem' || operation === 'BatchWriteItem') {
    const items = body.RequestItems
    return Object.keys(isRecord(items) ? items : {}).map((table) => ({ action: operation, table }))
  }
  if (operation === 'TransactWriteItems' || operation === 'TransactGetItems') {
    const parts = body.TransactItems
    return (Array.isArray(parts) ? parts : []).flatMap((part: unknown) =>
      Object.entries(isRecord(part) ? part : {}).map(([kind, details]) => {
        const action = actionOfPart[kind]
        if (!action) throw new UnknownCall(`dynamodb:${operation} with ${kind}`)
        return { action, table: String(isRecord(details) ? details.TableName : undefined) }
      }),
    )
  }
  throw new UnknownCall(`dynamodb:${operation}`)
}

/** What reading or writing a table under a customer key needs of that key; nothing for other tables. */
export const keyAccessFor = (
  wiring: Pick<Wiring, 'region' | 'account'>,
  table: TableWiring | undefined,
): readonly AccessRequest[] =>
  table?.keyArn === undefined
    ? []
    : [
        {
          action: 'kms:Decrypt',
          resource: table.keyArn,
          context: {
            'kms:viaservice': `dynamodb.${wiring.region}.amazonaws.com`,
            'kms:calleraccount': wiring.account,
            'kms:encryptioncontext:aws:dynamodb:tablename': table.name,
          },
        },
      ]

/** The identity that SES uses for a sender: its own address if verified, else its domain. */
export const identityFor = (wiring: Wiring, sender: string): string | undefined => {
  const address = sender.toLowerCase()
  const domain = address.slice(address.lastIndexOf('@') + 1)
  return (
    wiring.identities.find((identity) => identity.toLowerCase() === address) ??
    wiring.identities.find(
      (identity) => domain === identity.toLowerCase() || domain.endsWith(`.${identity.toLowerCase()}`),
    )
  )
}

/**
 * What `SendRawEmail` needs: the action on the sender's identity and on the configuration set, for each address that
 * the mail says it is from.
 *
 * @param senders the call's `Source` and the addresses of the message's `From`, as far as stated
 */
export const accessForSendRawEmail = (
  wiring: Wiring,
  senders: readonly string[],
  configurationSet: string | undefined,
): readonly AccessRequest[] => {
  const arn = (kind: string, name: string) => `arn:aws:ses:${wiring.region}:${wiring.account}:${kind}/${name}`
  return senders.flatMap((sender) =>
    [
      { kind: 'identity', name: identityFor(wiring, sender) ?? sender },
      ...(configurationSet === undefined ? [] : [{ kind: 'configuration-set', name: configurationSet }]),
    ].map(({ kind, name }) => ({
      action: 'ses:SendRawEmail',
      resource: arn(kind, name),
      context: { 'ses:fromaddress': sender },
    })),
  )
}
