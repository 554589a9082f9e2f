import { fieldsOf, propertiesOf } from './read-properties.ts'
import type { Resolver } from './resolver.ts'
import type { RoleWiring, ScheduleWiring } from './wiring.ts'

/** The schedules that are not switched off, with their targets and roles. */
export const schedulesIn = (
  found: Resolver,
  roles: ReadonlyMap<string, RoleWiring>,
): readonly ScheduleWiring[] =>
  found.ofType('AWS::Scheduler::Schedule').flatMap((resource) => {
    const read = propertiesOf(resource, [
      'Description',
      'FlexibleTimeWindow',
      'GroupName',
      'Name',
      'ScheduleExpression',
      'ScheduleExpressionTimezone',
      'State',
      'Target',
    ])
    if (read.optionalText('State') === 'DISABLED') return []
    const target = fieldsOf(read.record('Target') ?? {}, read.at)
    const role = roles.get(target.text('RoleArn'))
    if (!role) throw new Error(`${read.at}: its role is in no stack`)
    return [
      {
        name: resource.values.name,
        expression: read.text('ScheduleExpression'),
        timeZone: read.optionalText('ScheduleExpressionTimezone') ?? 'UTC',
        functionArn: target.text('Arn'),
        role,
        input: target.optionalText('Input') ?? '{}',
      },
    ]
  })
