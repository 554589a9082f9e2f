import { CfnOutput, RemovalPolicy, Size } from 'aws-cdk-lib'
import * as api from 'aws-cdk-lib/aws-apigateway'
import * as acm from 'aws-cdk-lib/aws-certificatemanager'
import * as logs from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { acknowledge } from '../acknowledge.ts'
import type { StageSettings } from '../stages.ts'
import { Firewall } from './firewall.ts'
import { gatewayAnswers, gatewayResponseOf } from './gateway-answers.ts'

/**
 * The Regional REST API (HTTP APIs have no WAF, CloudFront would leave the EU). It only routes: methods, unknown
 * paths, validation and compression of words are the functions' own.
 */
export class PublicApi extends Construct {
  readonly rest: api.RestApi

  constructor(scope: Construct, id: string, settings: StageSettings) {
    super(scope, id)
    const accessLog = new logs.LogGroup(this, 'AccessLog', {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    this.rest = new api.RestApi(this, 'Rest', {
      restApiName: `peer-register-${settings.stage}`,
      endpointTypes: [api.EndpointType.REGIONAL],
      // With a domain of its own the API answers there only. Without one (no certificate stated) its
      // execute-api address stays open, for the operator's own proxy at `siteUrl`.
      disableExecuteApiEndpoint: settings.certificateArn !== undefined,
      // `*/*` would base64-encode every form.
      binaryMediaTypes: ['multipart/form-data'],
      minCompressionSize: Size.bytes(1024),
      cloudWatchRole: true,
      deployOptions: {
        stageName: 'site',
        throttlingRateLimit: 200,
        throttlingBurstLimit: 400,
        accessLogDestination: new api.LogGroupLogDestination(accessLog),
        // The resource's path with its variables' names, never the path: tokens are in it. No addresses either.
        accessLogFormat: api.AccessLogFormat.custom(
          JSON.stringify({
            requestId: '$context.requestId',
            time: '$context.requestTimeEpoch',
            method: '$context.httpMethod',
            resourcePath: '$context.resourcePath',
            status: '$context.status',
            ms: '$context.responseLatency',
            functionMs: '$context.integrationLatency',
            bytes: '$context.responseLength',
            error: '$context.error.responseType',
          }),
        ),
      },
    })
    for (const answer of gatewayAnswers) this.rest.addGatewayResponse(answer.id, gatewayResponseOf(answer))
    if (settings.certificateArn !== undefined) this.serveAt(settings.siteUrl, settings.certificateArn)

    acknowledge(
      this.rest,
      'AwsSolutions-APIG2',
      "Each function validates by its operation's schema and names every field at fault, which the gateway cannot",
    )
    if (settings.firewall === 'on') new Firewall(this, 'Firewall', this.rest, settings)
    else
      acknowledge(
        this.rest.deploymentStage,
        'AwsSolutions-APIG3',
        'The stage does without a firewall: the API throttles and the functions refuse bodies over 64 KB',
      )
    acknowledge(
      this.rest.deploymentStage,
      'AwsSolutions-APIG6',
      'Execution logs hold the paths of requests, and mailed links carry their tokens there; the access log does not',
    )
    acknowledge(
      this.rest.node.findChild('CloudWatchRole'),
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
      "The policy that API Gateway documents for an account's access logs; it may only write logs",
    )
  }

  private serveAt(siteUrl: string, certificateArn: string): void {
    const domain = this.rest.addDomainName('Domain', {
      domainName: new URL(siteUrl).hostname,
      certificate: acm.Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      endpointType: api.EndpointType.REGIONAL,
      securityPolicy: api.SecurityPolicy.TLS_1_2,
    })
    new CfnOutput(this, 'DomainTarget', {
      description: `Set in the DNS: ${new URL(siteUrl).hostname} CNAME`,
      value: domain.domainNameAliasDomainName,
    })
  }
}
