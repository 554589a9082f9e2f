/**
 * Stands in the bundles for `@aws-sdk/middleware-endpoint-discovery`. The DynamoDB client configures it, and none of
 * its commands uses it: DynamoDB answers at its regional endpoint.
 */
export const resolveEndpointDiscoveryConfig = <T>(config: T): T => config

export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
  environmentVariableSelector: () => undefined,
  configFileSelector: () => undefined,
  default: undefined,
}
