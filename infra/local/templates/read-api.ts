import { rateRulesIn } from './read-firewall.ts'
import { fieldsOf, propertiesOf } from './read-properties.ts'
import type { Resolver } from './resolver.ts'
import type { ApiWiring, GatewayResponseWiring, RouteWiring } from './wiring.ts'

/** The one API with its stage and routes. */
export const apiIn = (found: Resolver): ApiWiring => {
  const [api, ...others] = found.ofType('AWS::ApiGateway::RestApi')
  if (!api || others.length > 0) throw new Error('the local run serves exactly one RestApi')
  const read = propertiesOf(api, [
    'ApiKeySourceType',
    'BinaryMediaTypes',
    'Description',
    'DisableExecuteApiEndpoint',
    'EndpointConfiguration',
    'FailOnWarnings',
    'MinimumCompressionSize',
    'Name',
    'Policy',
    'SecurityPolicy',
    'EndpointAccessMode',
    'Tags',
  ])
  const [stage] = found.ofType('AWS::ApiGateway::Stage')
  if (!stage) throw new Error('the RestApi has no stage')
  const minimumCompressionSize = read.optionalNumber('MinimumCompressionSize')
  return {
    id: api.values.ref,
    stage: stage.values.ref,
    routes: routesIn(found, api.values.attributes.RootResourceId ?? ''),
    responses: responsesIn(found),
    binaryMediaTypes: read.texts('BinaryMediaTypes'),
    ...(minimumCompressionSize !== undefined && { minimumCompressionSize }),
    rateRules: rateRulesIn(found),
  }
}

const routesIn = (found: Resolver, rootId: string): readonly RouteWiring[] => {
  const parents = new Map(
    found
      .ofType('AWS::ApiGateway::Resource')
      .map((resource) => [
        resource.values.ref,
        { part: String(resource.property('PathPart')), parent: String(resource.property('ParentId')) },
      ]),
  )
  const pathOf = (resourceId: string): string => {
    if (resourceId === rootId) return ''
    const resource = parents.get(resourceId)
    if (!resource) throw new Error(`no API resource '${resourceId}'`)
    return `${pathOf(resource.parent)}/${resource.part}`
  }
  return found.ofType('AWS::ApiGateway::Method').map((method) => {
    const read = propertiesOf(method, [
      'ApiKeyRequired',
      'AuthorizationType',
      'HttpMethod',
      'Integration',
      'MethodResponses',
      'OperationName',
      'ResourceId',
      'RestApiId',
    ])
    if ((read.optionalText('AuthorizationType') ?? 'NONE') !== 'NONE')
      throw new Error(`${read.at}: the local run knows no authorizers`)
    const integration = fieldsOf(read.record('Integration') ?? {}, read.at)
    if (integration.text('Type') !== 'AWS_PROXY')
      throw new Error(`${read.at}: the local run knows only AWS_PROXY integrations`)
    const streams = integration.optionalText('ResponseTransferMode') === 'STREAM'
    const wanted = streams
      ? /\/2021-11-15\/functions\/(arn:[^/]+)\/response-streaming-invocations$/
      : /\/functions\/(arn:[^/]+)\/invocations$/
    const functionArn = wanted.exec(integration.text('Uri'))?.[1]
    if (!functionArn) throw new Error(`${read.at}: its integration names no function`)
    const resourceId = read.text('ResourceId')
    return {
      method: read.text('HttpMethod'),
      path: pathOf(resourceId) || '/',
      resourceId,
      functionArn,
      timeoutMilliseconds: integration.number('TimeoutInMillis', 29_000),
      streams,
    }
  })
}

const responsesIn = (found: Resolver): readonly GatewayResponseWiring[] =>
  found.ofType('AWS::ApiGateway::GatewayResponse').map((response) => {
    const read = propertiesOf(response, [
      'ResponseParameters',
      'ResponseTemplates',
      'ResponseType',
      'RestApiId',
      'StatusCode',
    ])
    const refuse = (what: string): never => {
      throw new Error(`${read.at}: the local run knows only ${what}`)
    }
    const templates = Object.entries(read.record('ResponseTemplates') ?? {})
    const [[mediaType, body] = ['', ''], ...others] = templates
    if (
      mediaType !== 'application/json' ||
      others.length > 0 ||
      typeof body !== 'string' ||
      /[$#]/.test(body)
    )
      return refuse('one template of literal text for application/json')
    const headers = Object.entries(read.record('ResponseParameters') ?? {}).map(([name, value]) => {
      const header = /^gatewayresponse\.header\.([\w-]+)$/.exec(name)?.[1]
      const text = /^'([^']*)'$/.exec(String(value))?.[1]
      return header === undefined || text === undefined
        ? refuse('headers with a literal value in quotes (gatewayresponse.header.Name: "\'value\'")')
        : ([header.toLowerCase(), text] as const)
    })
    const status = read.optionalNumber('StatusCode')
    return {
      type: read.text('ResponseType'),
      ...(status !== undefined && { status }),
      headers: Object.fromEntries(headers),
      body,
    }
  })
