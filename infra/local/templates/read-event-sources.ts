import { checkPattern } from '../streams/filter-pattern.ts'
import { functionNameOf } from './read-functions.ts'
import { fieldsOf, propertiesOf } from './read-properties.ts'
import type { Resolver } from './resolver.ts'
import type { FunctionWiring, QueueSourceWiring, StreamSourceWiring } from './wiring.ts'

/** The enabled event source mappings: which functions are given which streams and queues. */
export const eventSourcesIn = (
  found: Resolver,
  functions: readonly FunctionWiring[],
): { streams: readonly StreamSourceWiring[]; queues: readonly QueueSourceWiring[] } => {
  const streams: StreamSourceWiring[] = []
  const queues: QueueSourceWiring[] = []
  for (const resource of found.ofType('AWS::Lambda::EventSourceMapping')) {
    const read = propertiesOf(resource, [
      'BatchSize',
      'BisectBatchOnFunctionError',
      'DestinationConfig',
      'Enabled',
      'EventSourceArn',
      'FilterCriteria',
      'FunctionName',
      'FunctionResponseTypes',
      'MaximumBatchingWindowInSeconds',
      'MaximumRecordAgeInSeconds',
      'MaximumRetryAttempts',
      'ParallelizationFactor',
      'ScalingConfig',
      'StartingPosition',
      'Tags',
    ])
    if (!read.flag('Enabled', true)) continue
    const functionName = functionNameOf(read.text('FunctionName'))
    const target = functions.find(({ name }) => name === functionName)
    if (!target) throw new Error(`${read.at}: the function ${functionName} is in no stack`)
    const patterns = fieldsOf(read.record('FilterCriteria') ?? {}, read.at).records('Filters')
    const filters = patterns.map(({ Pattern }) => JSON.parse(String(Pattern)) as unknown)
    for (const filter of filters) checkPattern(filter, read.at)
    const arn = read.text('EventSourceArn')
    const ofQueue = arn.split(':')[2] === 'sqs'
    const source = {
      functionArn: target.arn,
      batchSize: read.number('BatchSize', ofQueue ? 10 : 100),
      windowSeconds: read.number('MaximumBatchingWindowInSeconds', 0),
      filters,
      reportsItemFailures: read.texts('FunctionResponseTypes').includes('ReportBatchItemFailures'),
    }
    if (ofQueue) {
      queues.push({ ...source, queueArn: arn })
      continue
    }
    const startsAt = read.text('StartingPosition')
    if (startsAt !== 'LATEST' && startsAt !== 'TRIM_HORIZON')
      throw new Error(`${read.at}: unknown starting position ${startsAt}`)
    const limit = (name: string) => {
      const value = read.optionalNumber(name)
      return value === undefined || value < 0 ? undefined : value
    }
    const retries = limit('MaximumRetryAttempts')
    const age = limit('MaximumRecordAgeInSeconds')
    const onFailure = fieldsOf(read.record('DestinationConfig') ?? {}, read.at).record('OnFailure')
    streams.push({
      ...source,
      streamArn: arn,
      startsAt,
      bisects: read.flag('BisectBatchOnFunctionError', false),
      ...(retries !== undefined && { maximumRetryAttempts: retries }),
      ...(age !== undefined && { maximumRecordAgeSeconds: age }),
      ...(onFailure && { onFailureArn: String(onFailure.Destination) }),
    })
  }
  return { streams, queues }
}
