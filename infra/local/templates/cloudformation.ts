/** A synthesized stack, as far as the local run reads it. */
type Template = {
  readonly Resources: Readonly<Record<string, Resource>>
  readonly Outputs?: Readonly<Record<string, { Value: unknown; Export?: { Name: unknown } }>>
}

export type Resource = {
  readonly Type: string
  readonly Properties?: Readonly<Record<string, unknown>>
  readonly Metadata?: Readonly<Record<string, unknown>>
  readonly Condition?: string
}

/** All stacks by their name. */
export type Templates = Readonly<Record<string, Template>>

/** Where the stacks stand, for the pseudo parameters. */
export type Place = { readonly region: string; readonly account: string }

/**
 * The metadata key under which a function names the source file of its handler, as `constructs/feature-function.ts`
 * writes it; importing that one would bring all of CDK into the run. Another name fails the start.
 */
export const entryMetadata = 'peer-register:entry'

/** Resources whose meaning the local run carries out. */
const carriedOut = [
  'AWS::ApiGateway::GatewayResponse',
  'AWS::ApiGateway::Method',
  'AWS::ApiGateway::Resource',
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::Stage',
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::KMS::Key',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::SES::ConfigurationSet',
  'AWS::SES::ConfigurationSetEventDestination',
  'AWS::SES::EmailIdentity',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'AWS::Scheduler::Schedule',
  'AWS::Scheduler::ScheduleGroup',
  'AWS::SecretsManager::Secret',
  'AWS::WAFv2::WebACL',
  'AWS::WAFv2::WebACLAssociation',
]

/** Resources that change nothing in how the handlers run on one machine. */
const withoutEffectHere = [
  'AWS::ApiGateway::Account',
  'AWS::ApiGateway::BasePathMapping',
  'AWS::ApiGateway::BasePathMappingV2',
  'AWS::ApiGateway::Deployment',
  'AWS::ApiGateway::DomainName',
  'AWS::ApiGateway::DomainNameV2',
  'AWS::CDK::Metadata',
  'AWS::CertificateManager::Certificate',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::KMS::Alias',
  'AWS::Logs::LogGroup',
  'AWS::Logs::ResourcePolicy',
  'AWS::Route53::RecordSet',
]

const known: ReadonlySet<string> = new Set([...carriedOut, ...withoutEffectHere])

/**
 * Refuses what the local run would silently leave out.
 *
 * @throws Error that names each resource of an unknown type or under a condition
 */
export const refuseUnknownResources = (templates: Templates): void => {
  const wrong = Object.entries(templates).flatMap(([stack, template]) =>
    Object.entries(template.Resources).flatMap(([id, resource]) => {
      if (!known.has(resource.Type)) return [`${stack}/${id} has the unknown type ${resource.Type}`]
      if (resource.Condition && resource.Type !== 'AWS::CDK::Metadata')
        return [`${stack}/${id} depends on a condition (${resource.Condition})`]
      return []
    }),
  )
  if (wrong.length > 0)
    throw new Error(
      `the local run does not know what to do: ${wrong.join('; ')} (infra/local/templates/cloudformation.ts)`,
    )
}
