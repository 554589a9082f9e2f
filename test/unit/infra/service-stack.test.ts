import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Match } from 'aws-cdk-lib/assertions'
import { describe, expect, it } from 'vitest'
import { entryMetadata } from '../../../infra/constructs/feature-function.ts'
import type { Operation } from '../../../shared/http/operation.ts'
import { allOperations } from '../../../shared/site/all-operations.ts'
import { ofType, templatesOf } from '../../support/stacks.ts'

const root = join(import.meta.dirname, '../../..')
const { templates } = templatesOf()
const service = templates.service
const local = templatesOf('local')
const cor = templatesOf('cor')
const certificateArn = 'arn:aws:acm:eu-central-1:111122223333:certificate/1'
const withDomain = templatesOf('demo', { certificateArn })
const functions = Object.entries(ofType(service, 'AWS::Lambda::Function'))

/** Every route of the API: its path and the source file of the function behind it. */
const routes = (() => {
  const resources = ofType(service, 'AWS::ApiGateway::Resource')
  const pathOf = (id: string | undefined): string => {
    const resource = id === undefined ? undefined : resources[id]
    return resource ? `${pathOf(resource.Properties.ParentId.Ref)}/${resource.Properties.PathPart}` : ''
  }
  return Object.values(ofType(service, 'AWS::ApiGateway::Method')).map(({ Properties }) => {
    const functionId = JSON.stringify(Properties.Integration.Uri).match(/"Fn::GetAtt":\["(\w+)"/)?.[1]
    return {
      path: pathOf(Properties.ResourceId.Ref) || '/',
      method: Properties.HttpMethod as string,
      type: Properties.Integration.Type as string,
      entry: functions.find(([id]) => id === functionId)?.[1].Metadata[entryMetadata] as string,
    }
  })
})()

describe('the API', () => {
  it('is Regional, takes forms as text, compresses, and answers nobody but the functions', () => {
    service.hasResourceProperties('AWS::ApiGateway::RestApi', {
      EndpointConfiguration: { Types: ['REGIONAL'] },
      BinaryMediaTypes: ['multipart/form-data'],
      MinimumCompressionSize: 1024,
    })
    expect(routes.length).toBeGreaterThan(0)
    expect(routes.filter(({ method, type }) => method !== 'ANY' || type !== 'AWS_PROXY')).toEqual([])
  })

  it.each(Object.entries<Readonly<Record<string, Operation>>>(allOperations))(
    'routes every path of %s to a function of its own, and nothing else',
    (feature, operations) => {
      const paths = new Set(Object.values(operations).map(({ path }) => path))
      expect(paths.size).toBeGreaterThan(0)
      const routed = routes
        .filter(({ entry }) => entry.startsWith(`functions/${feature}/`))
        .map(({ path }) => path)
      expect(routed.sort()).toEqual([...paths, ...(feature === 'site' ? ['/{proxy+}'] : [])].sort())
    },
  )

  it('gives each path to one function, and the unknown ones to the site', () => {
    expect(new Set(routes.map(({ path }) => path)).size).toBe(routes.length)
    expect(routes).toContainEqual(
      expect.objectContaining({ path: '/{proxy+}', entry: 'functions/site/serve-site.ts' }),
    )
  })

  it('may call each function by one permission, not by one a route', () => {
    const permissions = Object.values(ofType(service, 'AWS::Lambda::Permission'))
    const called = permissions.map(({ Properties }) => JSON.stringify(Properties.FunctionName))
    expect(new Set(called).size).toBe(called.length)
    expect(called.length).toBe(new Set(routes.map(({ entry }) => entry)).size)
  })

  it('logs the resource, never the path: mailed links carry their tokens there', () => {
    const [stage] = Object.values(ofType(service, 'AWS::ApiGateway::Stage'))
    const { Format } = stage?.Properties.AccessLogSetting ?? {}
    expect(Format).toContain('$context.resourcePath')
    expect(Format).not.toMatch(/\$context\.(path|identity|requestOverride)|\$input|\$stageVariables/)
    expect(stage?.Properties.MethodSettings).toEqual([
      expect.objectContaining({
        DataTraceEnabled: false,
        ThrottlingRateLimit: 200,
        ThrottlingBurstLimit: 400,
      }),
    ])
    expect(stage?.Properties.MethodSettings[0]).not.toHaveProperty('LoggingLevel')
  })

  it('says too many as a problem document with the time to wait', () => {
    service.hasResourceProperties('AWS::ApiGateway::GatewayResponse', {
      ResponseType: 'THROTTLED',
      StatusCode: '429',
      ResponseParameters: Match.objectLike({
        'gatewayresponse.header.Retry-After': "'5'",
        'gatewayresponse.header.Content-Type': "'application/problem+json'",
      }),
    })
  })

  it('answers at its own domain only, once the stage has a certificate for it', () => {
    const template = withDomain.templates.service
    template.hasResourceProperties('AWS::ApiGateway::RestApi', { DisableExecuteApiEndpoint: true })
    template.hasResourceProperties('AWS::ApiGateway::DomainName', {
      DomainName: 'peer-register.example.org',
      RegionalCertificateArn: certificateArn,
      SecurityPolicy: 'TLS_1_2',
    })
  })
})

describe('every function', () => {
  it.each(
    functions.map(([, { Metadata, Properties }]) => ({
      entry: Metadata[entryMetadata] as string,
      Properties,
    })),
  )(
    '$entry runs on Node 24 with its own log, no option that slows its start, and a time that is its own',
    ({ entry, Properties }) => {
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        LoggingConfig: { LogFormat: 'JSON' },
      })
      expect(Properties.Environment.Variables).not.toHaveProperty('NODE_OPTIONS')
      const log = ofType(service, 'AWS::Logs::LogGroup')[Properties.LoggingConfig.LogGroup.Ref]
      expect(log?.Properties.RetentionInDays).toBe(30)
      expect(Properties.MemorySize).toBeGreaterThanOrEqual(512)
      // API Gateway ends a request after 29 s, and one whose answer is streamed after 15 minutes.
      if (/serve-/.test(entry))
        expect(Properties.Timeout).toBeLessThan(/serve-exports/.test(entry) ? 15 * 60 : 29)
      expect(existsSync(join(root, entry)), `${entry} is written`).toBe(true)
    },
  )

  it('has the address of the site from the stage, never from the API', () => {
    for (const [, { Properties }] of functions)
      expect(Properties.Environment.Variables.SITE_URL).toBe('https://peer-register.example.org')
  })

  it('asks for reviews as the stage says', () => {
    const reviewOf = (template: typeof service) =>
      Object.values(ofType(template, 'AWS::Lambda::Function')).flatMap(
        ({ Properties }) => Properties.Environment.Variables.REVIEW ?? [],
      )
    expect(reviewOf(service)).toEqual(['before-publishing'])
    expect(reviewOf(local.templates.service)).toEqual(['at-once'])
  })
})

describe('the stacks together', () => {
  it('stand in one region, in the EU, and name no account', () => {
    for (const each of [cor.data, cor.mail, cor.service]) expect(each.region).toBe('eu-west-1')
    for (const template of Object.values(templates)) {
      const text = JSON.stringify(template.toJSON())
      const regions = text.match(/\b(us|eu|ap|sa|ca|me|af)-(north|south|east|west|central)[a-z]*-\d\b/g) ?? []
      expect([...new Set(regions)].filter((region) => region !== 'eu-central-1')).toEqual([])
      expect(text.match(/\b\d{12}\b/g)).toBeNull()
    }
  })

  it('hand few values across, each by a name that stays', () => {
    const exported = [templates.data, templates.mail].flatMap((template) =>
      Object.values(template.findOutputs('*')).flatMap(({ Export }) => Export?.Name ?? []),
    )
    const imported = new Set(
      [...JSON.stringify(service.toJSON()).matchAll(/"Fn::ImportValue":"([^"]+)"/g)].map((match) => match[1]),
    )
    expect([...imported].sort()).toEqual(exported.sort())
  })

  it('read only what the run on one machine can read', () => {
    const known = ['Fn::GetAtt', 'Fn::Join', 'Fn::Sub', 'Fn::ImportValue']
    for (const template of Object.values(templates)) {
      const { Resources, Outputs } = template.toJSON()
      const used = JSON.stringify({ Resources, Outputs }).match(/"Fn::\w+"/g) ?? []
      expect(used.map((name) => name.slice(1, -1)).filter((name) => !known.includes(name))).toEqual([])
    }
  })

  it('are switched by flags that cdk.json states', () => {
    const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'))
    expect(context['@aws-cdk/core:defaultCrossStackReferences']).toBe('strong')
    expect(context['@aws-cdk/core:validateAgainstDefaultRules']).toBe(true)
  })
})
