import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { pathsWithDescriptions } from '../../../infra/constructs/firewall.ts'
import type { Operation } from '../../../shared/http/operation.ts'
import { allOperations } from '../../../shared/site/all-operations.ts'
import { ofType, templatesOf } from '../../support/stacks.ts'

const { service } = templatesOf('demo').templates
const [acl] = Object.values(ofType(service, 'AWS::WAFv2::WebACL'))
// biome-ignore lint/suspicious/noExplicitAny: a template's rules are JSON of any form
const rules: readonly any[] = acl?.Properties.Rules ?? []
const ruleNamed = (name: string) => rules.find(({ Name }) => Name === name)

describe('the firewall', () => {
  it('stands before the API, lets pass what no rule stops, and samples no paths', () => {
    const [association] = Object.values(ofType(service, 'AWS::WAFv2::WebACLAssociation'))
    const [stageId = ''] = Object.keys(ofType(service, 'AWS::ApiGateway::Stage'))
    expect(JSON.stringify(association?.Properties.ResourceArn)).toContain(`"Ref":"${stageId}"`)
    expect(acl?.Properties).toMatchObject({ Scope: 'REGIONAL', DefaultAction: { Allow: {} } })
    expect(
      [acl?.Properties, ...rules].map(({ VisibilityConfig }) => VisibilityConfig.SampledRequestsEnabled),
    ).toEqual(Array(rules.length + 1).fill(false))
  })

  it('has the limits before AWS’s rules, and those on script last', () => {
    const inOrder = [...rules].sort((a, b) => a.Priority - b.Priority)
    expect(inOrder.map(({ Name }) => Name)).toEqual([
      'FarOverTheLimit',
      'OverTheLimit',
      'CommonRules',
      'ScriptWithoutDescriptions',
    ])
  })

  it('only counts large bodies, long queries and what looks like script', () => {
    const { RuleActionOverrides } = ruleNamed('CommonRules').Statement.ManagedRuleGroupStatement
    for (const { ActionToUse } of RuleActionOverrides) expect(ActionToUse).toEqual({ Count: {} })
    expect(RuleActionOverrides.map(({ Name }: { Name: string }) => Name)).toEqual([
      'SizeRestrictions_BODY',
      'SizeRestrictions_QUERYSTRING',
      'NoUserAgent_HEADER',
      'CrossSiteScripting_BODY',
      'CrossSiteScripting_QUERYARGUMENTS',
    ])
  })

  it('refuses what looks like script, but not where people describe something', () => {
    const { Statement, Action } = ruleNamed('ScriptWithoutDescriptions')
    expect(Action).toEqual({ Block: {} })
    const [labels, elsewhere] = Statement.AndStatement.Statements
    expect(labels.OrStatement.Statements).toHaveLength(2)
    expect(elsewhere.NotStatement.Statement.RegexMatchStatement.RegexString).toBe(pathsWithDescriptions)
  })

  it('is gone where the stage does without', () => {
    const without = templatesOf('cor', { firewall: 'off' }).templates.service
    expect(ofType(without, 'AWS::WAFv2::WebACL')).toEqual({})
    expect(ofType(without, 'AWS::WAFv2::WebACLAssociation')).toEqual({})
  })
})

/** From how many characters on a text is a description. */
const long = 200

/** Whether a JSON Schema has a text of people's own words somewhere. */
const hasLongText = (schema: unknown): boolean => {
  if (typeof schema !== 'object' || schema === null) return false
  const { type, maxLength = 0, format, enum: values } = schema as Record<string, unknown>
  if (type === 'string' && Number(maxLength) >= long && format === undefined && values === undefined)
    return true
  return Object.values(schema).some(hasLongText)
}

describe('descriptions', () => {
  const operations: readonly Operation[] = Object.values(allOperations).flatMap((each) => Object.values(each))
  const described = operations.filter(
    ({ body }) => body && hasLongText(z.toJSONSchema(body.schema(), { io: 'input', unrepresentable: 'any' })),
  )

  it('are sent to no path that the firewall does not know as one', () => {
    expect(described.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['submit-survey', 'find-peers', 'decide-claim', 'review-entry']),
    )
    const known = new RegExp(pathsWithDescriptions)
    const unknown = described.filter(({ path }) => !known.test(path.replace(/\{\w+\}/g, 'x')))
    expect(unknown.map(({ id }) => id)).toEqual([])
  })

  it('are not all paths: signing in and stopping mails have none', () => {
    const known = new RegExp(pathsWithDescriptions)
    for (const path of ['/my/sign-in-links', '/my/session', '/mail/unsubscribe/x', '/my/consents', '/places'])
      expect(known.test(path), path).toBe(false)
  })
})
