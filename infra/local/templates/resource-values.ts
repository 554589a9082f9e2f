import type { Place, Resource } from './cloudformation.ts'

/** What a resource is called here, and what `Ref` and `Fn::GetAtt` give of it. */
export type ResourceValues = {
  /** Its own name (of a function, a table, a queue …). */
  readonly name: string
  readonly ref: string
  readonly attributes: Readonly<Record<string, string>>
}

/** Where the local run answers as SQS; only compared, never called. */
const queueUrlOf = ({ region, account }: Place, name: string) =>
  `https://sqs.${region}.amazonaws.com/${account}/${name}`

/** A stream's ARN ends in the time it was made, known only afterwards; handlers see the real one in events. */
const streamLabel = 'local'

/**
 * The values of a resource, in the forms that CloudFormation documents for each type. Names that a template
 * does not state are `<stack>-<logical id>`: the same in every run, so that data stay.
 *
 * @param stated the resource's own name if its properties state one (already resolved)
 */
export const valuesOf = (
  resource: Resource,
  stack: string,
  id: string,
  stated: string | undefined,
  place: Place,
): ResourceValues => {
  const name = stated ?? `${stack}-${id}`
  const arn = (service: string, rest: string) => `arn:aws:${service}:${place.region}:${place.account}:${rest}`
  const named = (service: string, rest: string, more: Record<string, string> = {}): ResourceValues => ({
    name,
    ref: name,
    attributes: { Arn: arn(service, rest), ...more },
  })
  switch (resource.Type) {
    case 'AWS::DynamoDB::Table':
    case 'AWS::DynamoDB::GlobalTable':
      return named('dynamodb', `table/${name}`, {
        StreamArn: arn('dynamodb', `table/${name}/stream/${streamLabel}`),
        TableId: name,
      })
    case 'AWS::Lambda::Function':
      return named('lambda', `function:${name}`)
    case 'AWS::IAM::Role':
      return {
        name,
        ref: name,
        attributes: { Arn: `arn:aws:iam::${place.account}:role/${name}`, RoleId: name },
      }
    case 'AWS::IAM::ManagedPolicy':
      return { name, ref: `arn:aws:iam::${place.account}:policy/${name}`, attributes: {} }
    case 'AWS::KMS::Key':
      return named('kms', `key/${name}`, { KeyId: name })
    case 'AWS::Logs::LogGroup':
      return named('logs', `log-group:${name}:*`)
    case 'AWS::SQS::Queue': {
      const url = queueUrlOf(place, name)
      return {
        name,
        ref: url,
        attributes: { Arn: arn('sqs', name), QueueName: name, QueueUrl: url },
      }
    }
    case 'AWS::SNS::Topic':
      return {
        name,
        ref: arn('sns', name),
        attributes: { TopicArn: arn('sns', name), TopicName: name },
      }
    case 'AWS::SecretsManager::Secret': {
      // Secrets Manager appends a hyphen and six characters to every name.
      const secret = arn('secretsmanager', `secret:${name}-Local0`)
      return { name, ref: secret, attributes: { Id: secret } }
    }
    case 'AWS::Scheduler::ScheduleGroup':
      return named('scheduler', `schedule-group/${name}`)
    case 'AWS::Scheduler::Schedule':
      return named('scheduler', `schedule/default/${name}`)
    case 'AWS::SES::EmailIdentity':
    case 'AWS::SES::ConfigurationSet':
      return { name, ref: name, attributes: {} }
    case 'AWS::ApiGateway::RestApi':
      return { name, ref: id, attributes: { RestApiId: id, RootResourceId: `${id}-root` } }
    case 'AWS::ApiGateway::Resource':
      return { name, ref: id, attributes: { ResourceId: id } }
    case 'AWS::ApiGateway::Stage':
    case 'AWS::ApiGateway::Deployment':
      return { name, ref: stated ?? id, attributes: { DeploymentId: id } }
    case 'AWS::WAFv2::WebACL':
      return named('wafv2', `regional/webacl/${name}/${id}`)
    default:
      return { name, ref: name, attributes: {} }
  }
}

/** The property in which a type states its name, where it has one. */
export const namePropertyOf: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::RestApi': 'Name',
  'AWS::ApiGateway::Stage': 'StageName',
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::SES::ConfigurationSet': 'Name',
  'AWS::SES::EmailIdentity': 'EmailIdentity',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::Scheduler::Schedule': 'Name',
  'AWS::Scheduler::ScheduleGroup': 'Name',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::WAFv2::WebACL': 'Name',
}
