import { Duration } from 'aws-cdk-lib'
import * as api from 'aws-cdk-lib/aws-apigateway'
import type { Construct } from 'constructs'
import type { Operation } from '../../shared/http/operation.ts'
import { acknowledge } from '../acknowledge.ts'
import type { Entry } from '../grants.ts'
import { FeatureFunction, type Parts } from './feature-function.ts'
import type { PublicApi } from './public-api.ts'

export type RouteSetProps = {
  readonly parts: Parts
  readonly api: PublicApi
  readonly entry: Entry
  readonly description: string
  /** The feature's contract; each distinct path becomes a route. */
  readonly operations: Readonly<Record<string, Pick<Operation, 'path'>>>
  /** Routes beside the contract: `/{proxy+}` takes every path that nobody has. */
  readonly furtherPaths?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** Answers are sent while they are made, uncompressed and for up to five minutes; the handler must stream. */
  readonly streams?: true
}

/** The one HTTP function of a feature and its routes. */
export class RouteSet extends FeatureFunction {
  constructor(scope: Construct, props: RouteSetProps) {
    const { operations, furtherPaths = [], api: publicApi, streams, ...rest } = props
    // API Gateway ends a request after 29 s, a streamed one after 15 minutes; ours must end first, to answer in its
    // own words.
    super(scope, { ...rest, timeout: streams ? Duration.minutes(5) : Duration.seconds(20) })

    const integration = new api.LambdaIntegration(this.function, {
      // One permission for the API: one a route would overflow the function's 20 kB policy.
      scopePermissionToMethod: false,
      ...(streams && { responseTransferMode: api.ResponseTransferMode.STREAM, timeout: Duration.minutes(5) }),
    })
    const paths = new Set([...Object.values(operations).map(({ path }) => path), ...furtherPaths])
    for (const path of paths) {
      // ANY, so that HEAD, 405 and OPTIONS are answered by us.
      const method = publicApi.rest.root.resourceForPath(path).addMethod('ANY', integration, {
        authorizationType: api.AuthorizationType.NONE,
      })
      acknowledge(method, 'AwsSolutions-APIG4', `${path} is for everybody: no account is needed`)
      acknowledge(method, 'AwsSolutions-COG4', `${path} is for everybody: no account is needed`)
    }
  }
}
