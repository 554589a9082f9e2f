import { denialOf } from '../access/access-check.ts'
import type { AccessRequest } from '../access/policy.ts'
import { keyAccessFor } from '../access/required-access.ts'
import { type Place, refuseUnknownResources, type Templates } from './cloudformation.ts'
import { apiIn } from './read-api.ts'
import { eventSourcesIn } from './read-event-sources.ts'
import { functionsIn, rolesIn } from './read-functions.ts'
import { configurationSetsIn } from './read-mail.ts'
import { queuesIn, topicsIn } from './read-queues.ts'
import { schedulesIn } from './read-schedules.ts'
import { keysIn, secretsIn, tablesIn } from './read-tables.ts'
import { resolverOf } from './resolver.ts'
import type { Wiring } from './wiring.ts'

/**
 * Reads the wiring out of the synthesized templates.
 *
 * @throws Error that names the resource, on anything that the local run would have to leave out
 */
export const readWiring = (templates: Templates, place: Place): Wiring => {
  refuseUnknownResources(templates)
  const found = resolverOf(templates, place)
  const roles = rolesIn(found)
  const functions = functionsIn(found, roles)
  const sources = eventSourcesIn(found, functions)
  const wiring: Wiring = {
    ...place,
    tables: tablesIn(found),
    keys: keysIn(found),
    secrets: secretsIn(found),
    functions,
    api: apiIn(found),
    streamSources: sources.streams,
    queueSources: sources.queues,
    queues: queuesIn(found),
    topics: topicsIn(found),
    schedules: schedulesIn(found, roles),
    configurationSets: configurationSetsIn(found, place),
    identities: found.ofType('AWS::SES::EmailIdentity').map(({ values }) => values.name),
  }
  refuseDanglingArns(wiring)
  return wiring
}

/** What the wiring refers to must be in it; and Lambda refuses a source that the function's role may not read. */
const refuseDanglingArns = (wiring: Wiring): void => {
  const missing: string[] = []
  const functions = new Map(wiring.functions.map((each) => [each.arn, each]))
  const queues = new Set(wiring.queues.map(({ arn }) => arn))
  const streams = new Map(wiring.tables.map((table) => [table.streamArn, table]))
  const need = (there: boolean, what: string) => {
    if (!there) missing.push(what)
  }
  for (const { functionArn, path } of wiring.api.routes)
    need(functions.has(functionArn), `the function of the route ${path}`)
  for (const { functionArn, name } of wiring.schedules)
    need(functions.has(functionArn), `the function of the schedule ${name}`)
  for (const { onFailureArn } of wiring.streamSources)
    need(onFailureArn === undefined || queues.has(onFailureArn), `the failure queue ${onFailureArn}`)
  for (const { asynchronous } of wiring.functions)
    need(
      asynchronous.onFailureArn === undefined || queues.has(asynchronous.onFailureArn),
      `the failure queue ${asynchronous.onFailureArn}`,
    )
  for (const { redrive } of wiring.queues)
    need(redrive === undefined || queues.has(redrive.deadLetterArn), `the queue ${redrive?.deadLetterArn}`)
  for (const { subscriptions } of wiring.topics)
    for (const { queueArn } of subscriptions) need(queues.has(queueArn), `the queue ${queueArn}`)

  const mayUse = (functionArn: string, requests: readonly AccessRequest[]) => {
    const used = functions.get(functionArn)
    const denial = used && denialOf(wiring, used, requests)
    if (denial) missing.push(`the grant of ${denial.action} on ${denial.resource} to ${denial.title}`)
  }
  const each = (resource: string, ...actions: string[]) => actions.map((action) => ({ action, resource }))
  for (const { functionArn, streamArn, onFailureArn } of wiring.streamSources) {
    const table = streams.get(streamArn)
    need(table !== undefined, `the stream ${streamArn}`)
    mayUse(functionArn, [
      ...each(streamArn, 'dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'),
      ...keyAccessFor(wiring, table),
      ...(onFailureArn === undefined ? [] : each(onFailureArn, 'sqs:SendMessage')),
    ])
  }
  for (const { functionArn, queueArn } of wiring.queueSources) {
    need(queues.has(queueArn), `the queue ${queueArn}`)
    mayUse(functionArn, each(queueArn, 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'))
  }
  for (const { arn, asynchronous } of wiring.functions)
    if (asynchronous.onFailureArn) mayUse(arn, each(asynchronous.onFailureArn, 'sqs:SendMessage'))
  if (missing.length > 0) throw new Error(`the stacks lack ${[...new Set(missing)].join(', ')}`)
}
