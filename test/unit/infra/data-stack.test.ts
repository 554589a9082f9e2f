import { describe, expect, it } from 'vitest'
import { indexes } from '../../../shared/table/access-patterns.ts'
import { ofType, templatesOf } from '../../support/stacks.ts'

const { data, templates } = templatesOf()

describe('the data stack', () => {
  it('keeps its logical ids: another one would replace a table, its key or the key of every hash', () => {
    const ids = Object.entries(templates.data.toJSON().Resources as Record<string, { Type: string }>).map(
      ([id, { Type }]) => [Type, id],
    )
    expect(Object.fromEntries(ids.map(([type, id]) => [id, type]))).toEqual({
      Main54E5BC70: 'AWS::DynamoDB::Table',
      Index4A79713B: 'AWS::DynamoDB::Table',
      Key961B73FD: 'AWS::KMS::Key',
      AddressKey1F8FD90D: 'AWS::SecretsManager::Secret',
      DeskSecret0276A9BF: 'AWS::SecretsManager::Secret',
    })
  })

  it('keeps the main table whole: stream, expiry, recovery, protection, own key', () => {
    templates.data.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
        TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: true,
        SSESpecification: { SSEType: 'KMS', KMSMasterKeyId: { 'Fn::GetAtt': ['Key961B73FD', 'Arn'] } },
      },
    })
    expect(data.terminationProtection).toBe(true)
  })

  it('has the indexes that the access patterns name, with all attributes', () => {
    const found = ofType(templates.data, 'AWS::DynamoDB::Table').Main54E5BC70?.Properties
    const expected = Object.entries(indexes).map(([IndexName, { pk, sk }]) => ({
      IndexName,
      KeySchema: [
        { AttributeName: pk, KeyType: 'HASH' },
        { AttributeName: sk, KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    }))
    expect(expected.length).toBeGreaterThan(0)
    expect(found.GlobalSecondaryIndexes).toEqual(expected)
  })

  it('turns its key every year and keeps it, as it keeps the key of the address hash', () => {
    templates.data.hasResource('AWS::KMS::Key', {
      DeletionPolicy: 'Retain',
      Properties: { EnableKeyRotation: true },
    })
    templates.data.hasResource('AWS::SecretsManager::Secret', { DeletionPolicy: 'Retain' })
  })

  it('keeps the index table plain: it can be computed again', () => {
    const index = ofType(templates.data, 'AWS::DynamoDB::Table').Index4A79713B
    expect(index?.DeletionPolicy).toBe('Delete')
    expect(index?.Properties).not.toHaveProperty('StreamSpecification')
    expect(index?.Properties).not.toHaveProperty('PointInTimeRecoverySpecification')
  })
})
