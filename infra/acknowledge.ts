import { CfnResource, Validations } from 'aws-cdk-lib'
import type { IConstruct } from 'constructs'

/**
 * Accepts one finding of cdk-nag on one resource, with the reason. It goes on the CloudFormation resource
 * itself: on anything above, it would hold for all that is below.
 *
 * @param finding the rule, with its part in brackets where it names one: `AwsSolutions-IAM5[Resource::…]`
 */
export const acknowledge = (
  construct: IConstruct,
  finding: `AwsSolutions-${string}`,
  reason: string,
): void => {
  const resource = CfnResource.isCfnResource(construct) ? construct : construct.node.defaultChild
  if (!resource || !CfnResource.isCfnResource(resource))
    throw new Error(
      `${construct.node.path} is no single resource, so ${finding} cannot be acknowledged on it`,
    )
  Validations.of(resource).acknowledge({ id: finding, reason })
}
