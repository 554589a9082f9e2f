import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib'
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb'
import * as kms from 'aws-cdk-lib/aws-kms'
import * as secrets from 'aws-cdk-lib/aws-secretsmanager'
import type { Construct } from 'constructs'
import { type IndexName, indexes } from '../shared/table/access-patterns.ts'
import { acknowledge } from './acknowledge.ts'
import { exported, exportName } from './exported.ts'

/** What other stacks may know of the data: names and ARNs, so that few values cross the stacks. */
export type Data = {
  readonly main: {
    readonly name: string
    readonly arn: string
    /** The name under which `arn` crosses the stacks, as findings of cdk-nag call it. */
    readonly arnExport: string
    readonly streamArn: string
    readonly indexArns: Readonly<Record<IndexName, string>>
    readonly keyArn: string
  }
  readonly index: { readonly name: string; readonly arn: string }
  readonly addressKeyArn: string
  /** The secret that the issuer of the secretariat's sign-in gave. */
  readonly deskSecretArn: string
}

const text = (name: string): dynamodb.Attribute => ({ name, type: dynamodb.AttributeType.STRING })

/**
 * What must outlive every deployment: the table that holds the truth, its key, the key of the address hash, and
 * the search's table beside it. A test locks the logical ids: a changed one would replace a table.
 */
export class DataStack extends Stack {
  readonly data: Data

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props)

    const key = new kms.Key(this, 'Key', {
      description: 'Peer Register: the main table',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    })
    const main = new dynamodb.Table(this, 'Main', {
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
      // TTL deletes late (hours to days): the code checks every expiry itself.
      timeToLiveAttribute: 'ttl',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: key,
      removalPolicy: RemovalPolicy.RETAIN,
    })
    for (const [indexName, { pk, sk }] of Object.entries(indexes))
      main.addGlobalSecondaryIndex({
        indexName,
        partitionKey: text(pk),
        sortKey: text(sk),
        projectionType: dynamodb.ProjectionType.ALL,
      })

    const index = new dynamodb.Table(this, 'Index', {
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    acknowledge(
      index,
      'AwsSolutions-DDB3',
      'Holds only what rebuild-index computes again from the main table, which has point-in-time recovery',
    )

    const addressKey = new secrets.Secret(this, 'AddressKey', {
      description: 'Peer Register: the key of the hash by which mail addresses are found',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    })
    acknowledge(
      addressKey,
      'AwsSolutions-SMG4',
      'Another key would orphan every stored address hash: contacts and suppressions could no longer be found',
    )

    const deskSecret = new secrets.Secret(this, 'DeskSecret', {
      description:
        "Peer Register: the client secret of the secretariat's sign-in; put the issuer's in its place",
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    })
    acknowledge(deskSecret, 'AwsSolutions-SMG4', 'The issuer gives it: another one comes from there, by hand')

    if (!main.tableStreamArn) throw new Error('the main table has no stream')
    const mainArn = exported(this, 'MainArn', main.tableArn)
    this.data = {
      main: {
        name: exported(this, 'MainName', main.tableName),
        arn: mainArn,
        arnExport: exportName(this, 'MainArn'),
        streamArn: exported(this, 'MainStreamArn', main.tableStreamArn),
        indexArns: { lookup: `${mainArn}/index/lookup`, work: `${mainArn}/index/work` },
        keyArn: exported(this, 'KeyArn', key.keyArn),
      },
      index: {
        name: exported(this, 'IndexName', index.tableName),
        arn: exported(this, 'IndexArn', index.tableArn),
      },
      addressKeyArn: exported(this, 'AddressKeyArn', addressKey.secretArn),
      deskSecretArn: exported(this, 'DeskSecretArn', deskSecret.secretArn),
    }
  }
}
