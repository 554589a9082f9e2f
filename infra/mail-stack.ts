import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib'
import * as ses from 'aws-cdk-lib/aws-ses'
import * as sns from 'aws-cdk-lib/aws-sns'
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import * as sqs from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import { deadLetters } from './constructs/failure-queue.ts'
import { exported } from './exported.ts'
import type { StageSettings } from './stages.ts'

/** What other stacks may know of the mail. */
export type Mail = {
  readonly configurationSet: string
  /** What a sender needs the right to use: the identity and the configuration set. */
  readonly sendingArns: readonly string[]
  readonly eventQueueArn: string
}

/** How long `on-mail-event` may take; its queue hides a message six times as long, as Lambda advises. */
export const mailEventTimeout = Duration.seconds(30)

/**
 * How long an event of SES is kept at most, whatever becomes of it: it names the person's address and the mail's
 * subject, so no longer than the mail that is kept shortest. Afterwards SES's own suppression list still knows.
 */
const mostDaysForEvents = Duration.days(7)

/** The sender's identity at SES, and SES's events on their way: configuration set → SNS → SQS. */
export class MailStack extends Stack {
  readonly mail: Mail

  constructor(scope: Construct, id: string, props: StackProps & { readonly settings: StageSettings }) {
    super(scope, id, props)
    const domain = props.settings.sender.slice(props.settings.sender.indexOf('@') + 1)

    const configurationSet = new ses.ConfigurationSet(this, 'ConfigurationSet', {
      // Mails carry tokens and names: better a bounce than plain text on the way.
      tlsPolicy: ses.ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      // Bounces and complaints of the whole account are also kept out, besides our own list.
      suppressionReasons: ses.SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    })
    const identity = new ses.EmailIdentity(this, 'Identity', {
      identity: ses.Identity.domain(domain),
      configurationSet,
      // The events say it; a second report by mail would go to an address that nobody reads.
      feedbackForwarding: false,
    })
    for (const [n, record] of identity.dkimRecords.entries())
      new CfnOutput(this, `DkimRecord${n + 1}`, {
        description: `Set in the DNS of ${domain}: CNAME`,
        value: `${record.name} CNAME ${record.value}`,
      })

    const topic = new sns.Topic(this, 'Events', { enforceSSL: true })
    // CDK lets SES publish to the topic from this configuration set only.
    configurationSet.addEventDestination('ToEvents', {
      destination: ses.EventDestination.snsTopic(topic),
      // No opens and clicks: mails carry no tracking.
      events: [
        ses.EmailSendingEvent.SEND,
        ses.EmailSendingEvent.REJECT,
        ses.EmailSendingEvent.DELIVERY,
        ses.EmailSendingEvent.BOUNCE,
        ses.EmailSendingEvent.COMPLAINT,
      ],
    })

    const queue = new sqs.Queue(this, 'EventQueue', {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(6 * mailEventTimeout.toSeconds()),
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: deadLetters(this, 'EventFailures', mostDaysForEvents), maxReceiveCount: 5 },
    })
    topic.addSubscription(new SqsSubscription(queue))

    const name = exported(this, 'ConfigurationSetName', configurationSet.configurationSetName)
    this.mail = {
      configurationSet: name,
      sendingArns: [
        this.formatArn({ service: 'ses', resource: 'identity', resourceName: domain }),
        this.formatArn({ service: 'ses', resource: 'configuration-set', resourceName: name }),
      ],
      eventQueueArn: exported(this, 'EventQueueArn', queue.queueArn),
    }
  }
}
