import { Validations } from 'aws-cdk-lib'
import type { IConstruct } from 'constructs'

/**
 * Accepts one finding of cdk-nag on one resource, with the reason. Call it with the resource that has the
 * finding, never with a stack or the app: it would hold for everything below.
 *
 * @param finding the rule, with its part in brackets where it names one: `AwsSolutions-IAM5[Resource::…]`
 */
export const acknowledge = (resource: IConstruct, finding: `AwsSolutions-${string}`, reason: string): void =>
  Validations.of(resource).acknowledge({ id: finding, reason })
