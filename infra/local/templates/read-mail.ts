import type { Place } from './cloudformation.ts'
import { fieldsOf, propertiesOf } from './read-properties.ts'
import type { Resolver } from './resolver.ts'
import type { ConfigurationSetWiring } from './wiring.ts'

/** The SES configuration sets with the topics that are told what becomes of the mail. */
export const configurationSetsIn = (found: Resolver, place: Place): readonly ConfigurationSetWiring[] => {
  const destinations = found.ofType('AWS::SES::ConfigurationSetEventDestination').flatMap((resource) => {
    const read = propertiesOf(resource, ['ConfigurationSetName', 'EventDestination'])
    const destination = fieldsOf(read.record('EventDestination') ?? {}, read.at)
    if (!destination.flag('Enabled', true)) return []
    const topicArn = destination.record('SnsDestination')?.TopicARN
    if (typeof topicArn !== 'string') throw new Error(`${read.at}: the local run publishes to SNS only`)
    return [
      {
        set: read.text('ConfigurationSetName'),
        name: destination.optionalText('Name') ?? resource.id,
        topicArn,
        eventTypes: destination.texts('MatchingEventTypes').map((type) => type.toLowerCase()),
      },
    ]
  })
  return found.ofType('AWS::SES::ConfigurationSet').map(({ values }) => ({
    name: values.name,
    arn: `arn:aws:ses:${place.region}:${place.account}:configuration-set/${values.name}`,
    destinations: destinations
      .filter(({ set }) => set === values.name)
      .map(({ name, topicArn, eventTypes }) => ({ name, topicArn, eventTypes })),
  }))
}
