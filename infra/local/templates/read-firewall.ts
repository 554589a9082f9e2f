import { fieldsOf, isRecord, type PropertyReader, propertiesOf } from './read-properties.ts'
import type { Resolver } from './resolver.ts'
import type { RateRuleWiring } from './wiring.ts'

/** What WAF puts before the names of the headers that a rule adds. */
const wafPrefix = 'x-amzn-waf-'

/**
 * The limits of the firewall that stands before the API. Rules of other kinds judge by what AWS knows (its own rule
 * sets and the labels of those): nothing here could stand in for it, so they let everything pass.
 *
 * @throws Error that names a rule of a kind that is not known, or a firewall that stands before nothing
 */
export const rateRulesIn = (found: Resolver): readonly RateRuleWiring[] => {
  const standing = new Set(
    found
      .ofType('AWS::WAFv2::WebACLAssociation')
      .map((each) => propertiesOf(each, ['ResourceArn', 'WebACLArn']).text('WebACLArn')),
  )
  return found.ofType('AWS::WAFv2::WebACL').flatMap((acl) => {
    const read = propertiesOf(acl, [
      'CustomResponseBodies',
      'DefaultAction',
      'Description',
      'Name',
      'Rules',
      'Scope',
      'Tags',
      'VisibilityConfig',
    ])
    if (!standing.has(acl.values.attributes.Arn ?? ''))
      throw new Error(`${read.at}: it stands before nothing`)
    if (!isRecord(read.record('DefaultAction')?.Allow))
      throw new Error(`${read.at}: the local run knows only a firewall that lets pass what no rule stops`)
    const bodies = read.record('CustomResponseBodies') ?? {}
    return read
      .records('Rules')
      .map((rule) => fieldsOf(rule, read.at))
      .sort((a, b) => a.number('Priority', 0) - b.number('Priority', 0))
      .flatMap((rule) => rateRuleOf(rule, bodies))
  })
}

const judgedByAws = ['ManagedRuleGroupStatement', 'AndStatement', 'LabelMatchStatement']

const rateRuleOf = (
  rule: PropertyReader,
  bodies: Readonly<Record<string, unknown>>,
): readonly RateRuleWiring[] => {
  const name = rule.text('Name')
  const refuse = (what: string): never => {
    throw new Error(`${rule.at}: the local run knows only ${what} (rule ${name})`)
  }
  const statement = rule.record('Statement') ?? {}
  const rate = statement.RateBasedStatement
  if (!isRecord(rate))
    return Object.keys(statement).every((kind) => judgedByAws.includes(kind))
      ? []
      : refuse(`rules by rate and ${judgedByAws.join(', ')}`)
  const limit = fieldsOf(rate, rule.at)
  if (limit.text('AggregateKeyType') !== 'IP' || limit.has('ScopeDownStatement'))
    return refuse('a rate of all requests of an address')
  return [
    {
      name,
      limit: limit.number('Limit', 0),
      windowSeconds: limit.number('EvaluationWindowSec', 300),
      outcome: consequenceOf(rule, bodies, refuse),
    },
  ]
}

const consequenceOf = (
  rule: PropertyReader,
  bodies: Readonly<Record<string, unknown>>,
  refuse: (what: string) => never,
): RateRuleWiring['outcome'] => {
  const { Block, Count } = rule.record('Action') ?? {}
  if (isRecord(Count)) {
    const handling = isRecord(Count.CustomRequestHandling) ? Count.CustomRequestHandling : {}
    const added = headersIn(fieldsOf(handling, rule.at), 'InsertHeaders')
    return {
      kind: 'mark',
      headers: Object.fromEntries(added.map(([name, value]) => [wafPrefix + name, value])),
    }
  }
  const response = isRecord(Block) && isRecord(Block.CustomResponse) ? Block.CustomResponse : undefined
  if (!response) return refuse('an answer of its own or a mark over the limit')
  const answer = fieldsOf(response, rule.at)
  const body = bodies[answer.text('CustomResponseBodyKey')]
  if (!isRecord(body) || body.ContentType !== 'APPLICATION_JSON' || typeof body.Content !== 'string')
    return refuse('an answer of JSON')
  return {
    kind: 'answer',
    status: answer.number('ResponseCode', 403),
    headers: {
      'content-type': 'application/json',
      ...Object.fromEntries(headersIn(answer, 'ResponseHeaders')),
    },
    body: body.Content,
  }
}

const headersIn = (read: PropertyReader, name: string): readonly (readonly [string, string])[] =>
  read.records(name).map((each) => {
    const header = fieldsOf(each, read.at)
    return [header.text('Name').toLowerCase(), header.text('Value')] as const
  })
