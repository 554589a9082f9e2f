import { App, Stack } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import { buildApp } from '../../infra/build-app.ts'
import type { Parts } from '../../infra/constructs/feature-function.ts'
import { settingsOf } from '../../infra/stages.ts'

/** A resource of a template, as tests read it. */
// biome-ignore lint/suspicious/noExplicitAny: templates are JSON of any form
export type Resource = { readonly Type: string; readonly Properties: any; readonly Metadata?: any } & Record<
  string,
  unknown
>

/** The templates of a stage, synthesized without bundles and validation. */
export const templatesOf = (stage = 'demo', context: Readonly<Record<string, unknown>> = {}) => {
  const built = buildApp({ stage, bundling: 'none', validation: false, context })
  return {
    ...built,
    templates: {
      data: Template.fromStack(built.data),
      mail: Template.fromStack(built.mail),
      service: Template.fromStack(built.service),
    },
  }
}

/** All resources of a type, by logical id. */
export const ofType = (template: Template, type: string): Record<string, Resource> =>
  template.findResources(type) as Record<string, Resource>

/** A stack with nothing in it, and parts whose ARNs read plainly, to try one construct. */
export const aStack = () => {
  const stack = new Stack(new App(), 'Trial', { env: { region: 'eu-central-1' } })
  const arn = (service: string, name: string) => `arn:aws:${service}:eu-central-1:111122223333:${name}`
  const parts: Parts = {
    settings: settingsOf('demo'),
    data: {
      main: {
        name: 'main',
        arn: arn('dynamodb', 'table/main'),
        arnExport: 'unused',
        streamArn: arn('dynamodb', 'table/main/stream/2026'),
        indexArns: {
          lookup: arn('dynamodb', 'table/main/index/lookup'),
          work: arn('dynamodb', 'table/main/index/work'),
        },
        keyArn: arn('kms', 'key/1'),
      },
      index: { name: 'index', arn: arn('dynamodb', 'table/index') },
      addressKeyArn: arn('secretsmanager', 'secret:address-key'),
      deskSecretArn: arn('secretsmanager', 'secret:desk'),
    },
    mail: {
      configurationSet: 'set',
      sendingArns: [arn('ses', 'identity/example.org')],
      eventQueueArn: arn('sqs', 'events'),
    },
    codeOf: () => lambda.Code.fromInline('// nothing'),
  }
  return { stack, parts, synthesized: () => Template.fromStack(stack) }
}

/** The statements of every policy that hangs on a role. */
export const statementsOn = (template: Template, roleId: string): readonly Statement[] =>
  Object.values(ofType(template, 'AWS::IAM::Policy'))
    .filter(({ Properties }) => Properties.Roles.some((role: { Ref?: string }) => role.Ref === roleId))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement as Statement[])

export type Statement = {
  readonly Effect: string
  readonly Action: string | readonly string[]
  readonly Resource: unknown
  readonly Condition?: unknown
}

export const listed = <T>(value: T | readonly T[]): readonly T[] =>
  Array.isArray(value) ? (value as readonly T[]) : [value as T]
