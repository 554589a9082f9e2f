import { Duration } from 'aws-cdk-lib'
import type { RestApi } from 'aws-cdk-lib/aws-apigateway'
import * as waf from 'aws-cdk-lib/aws-wafv2'
import { Construct } from 'constructs'
import { overLimitHeader } from '../../shared/http/over-limit.ts'
import type { StageSettings } from '../stages.ts'
import { problemText } from './gateway-answers.ts'

/** The time over which requests of an address are counted; WAF knows 1, 2, 5 and 10 minutes. */
const counted = Duration.minutes(5)

/** Who goes on after being told so, this many times the limit, does not reach a function any more. */
const untilBlocked = 5

/**
 * Paths whose posts or queries hold descriptions in people's own words ('<5 tonnes a day', a web address): what looks
 * like script there is counted, not refused. All text is written out inert.
 */
export const pathsWithDescriptions =
  '^/(survey|matchmaking|register|answers|secretariat)(/.*)?$|^/my/(entries|introductions)/.*$'

/** What AWS's common rules call a request that seems to hold script, by where. */
const scriptLabels = ['Body', 'QueryArguments'].map(
  (where) => `awswaf:managed:aws:core-rule-set:CrossSiteScripting_${where}`,
)

/**
 * Rules of AWS's common set that only count: bodies and queries as long as our forms make them (ours refuse more than
 * 64 KB), programs without a name, and script, which the rule after it judges by the path.
 */
const onlyCounted = [
  'SizeRestrictions_BODY',
  'SizeRestrictions_QUERYSTRING',
  'NoUserAgent_HEADER',
  'CrossSiteScripting_BODY',
  'CrossSiteScripting_QUERYARGUMENTS',
]

const count = { count: {} }
const block = { block: {} }

/**
 * WAF before the API: a limit of requests from one network address, and AWS's common rules. Who is over the limit is
 * told so by our own page in their language; who is far over it, by WAF itself.
 */
export class Firewall extends Construct {
  constructor(scope: Construct, id: string, api: RestApi, { stage, requestsPerAddress }: StageSettings) {
    super(scope, id)
    const fromOneAddress = (limit: number): waf.CfnWebACL.StatementProperty => ({
      rateBasedStatement: { limit, aggregateKeyType: 'IP', evaluationWindowSec: counted.toSeconds() },
    })
    const inOrder: readonly Omit<waf.CfnWebACL.RuleProperty, 'priority' | 'visibilityConfig'>[] = [
      {
        name: 'FarOverTheLimit',
        statement: fromOneAddress(untilBlocked * requestsPerAddress),
        action: {
          block: {
            customResponse: {
              responseCode: 429,
              customResponseBodyKey: 'over-limit',
              responseHeaders: [{ name: 'Retry-After', value: String(counted.toSeconds()) }],
            },
          },
        },
      },
      {
        name: 'OverTheLimit',
        statement: fromOneAddress(requestsPerAddress),
        action: {
          count: {
            customRequestHandling: { insertHeaders: [{ name: overLimitHeader.stated, value: 'yes' }] },
          },
        },
      },
      {
        name: 'CommonRules',
        statement: {
          managedRuleGroupStatement: {
            vendorName: 'AWS',
            name: 'AWSManagedRulesCommonRuleSet',
            ruleActionOverrides: onlyCounted.map((name) => ({ name, actionToUse: count })),
          },
        },
        overrideAction: { none: {} },
      },
      {
        name: 'ScriptWithoutDescriptions',
        statement: {
          andStatement: {
            statements: [
              {
                orStatement: {
                  statements: scriptLabels.map((key) => ({ labelMatchStatement: { scope: 'LABEL', key } })),
                },
              },
              {
                notStatement: {
                  statement: {
                    regexMatchStatement: {
                      fieldToMatch: { uriPath: {} },
                      regexString: pathsWithDescriptions,
                      textTransformations: [{ priority: 0, type: 'NONE' }],
                    },
                  },
                },
              },
            ],
          },
        },
        action: block,
      },
    ]
    const seen = (metricName: string): waf.CfnWebACL.VisibilityConfigProperty => ({
      metricName,
      cloudWatchMetricsEnabled: true,
      // Samples would show the paths of requests, and mailed links carry their tokens there.
      sampledRequestsEnabled: false,
    })
    const acl = new waf.CfnWebACL(this, 'WebAcl', {
      description: `Limits and common rules before the API, stage ${stage}`,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      customResponseBodies: {
        'over-limit': {
          contentType: 'APPLICATION_JSON',
          content: problemText({
            title: 'Too many requests from your network: try again in a few minutes',
            status: 429,
            code: 'over-limit',
          }),
        },
      },
      rules: inOrder.map((rule, priority) => ({ ...rule, priority, visibilityConfig: seen(rule.name) })),
      visibilityConfig: seen('WebAcl'),
    })
    new waf.CfnWebACLAssociation(this, 'BeforeTheApi', {
      webAclArn: acl.attrArn,
      resourceArn: api.deploymentStage.stageArn,
    })
  }
}
