import { paginateQuery, QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { Claim } from '../survey/claim.ts'
import type { ClaimStore } from '../survey/claim-store.ts'
import { type DecidedClaim, isAmong } from '../survey/decide-claim.ts'
import { indexes } from './access-patterns.ts'
import { actingReads, actingWrites } from './acting-table.ts'
import { auditWrite } from './audit-writes.ts'
import { authorityWrites } from './authority-table.ts'
import { endOfClaim } from './claim-items.ts'
import { claimById } from './claim-reads.ts'
import type { Tables, Write } from './client.ts'
import { entryWrites, joinWrite, submissionWrite } from './confirmation-writes.ts'
import { contactById } from './contact-reads.ts'
import { written } from './contention.ts'
import { countOf } from './count-reads.ts'
import { invitationsEnd } from './invitation-items.ts'
import { fieldsOf } from './item-fields.ts'
import { keyOf, lookupPartitionOf, partitionOf, sortPrefixOf } from './keys.ts'
import { noticeWrite } from './notice-writes.ts'
import { leavingWrites, peopleChanged, peopleTable } from './people-table.ts'
import { registerTable } from './register-table.ts'
import { submissionById } from './submission-reads.ts'

/** What deciding upon claims asks of storage, answered by the table. */
export const claimTable = (tables: Tables): ClaimStore => {
  const { client, main } = tables

  return {
    ...peopleTable(tables),
    ...registerTable(tables),
    actingsOn: actingReads(tables).actingsOn,
    claimById: claimById(tables),
    contactById: contactById(tables),

    submissionById: submissionById(tables),

    async claimsOnEntry(entryId) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: main,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :claims)',
          ExpressionAttributeValues: {
            ':pk': partitionOf('claim', { entryId }),
            ':claims': sortPrefixOf('claim'),
          },
        }),
      )
      return Items.map((item) => fieldsOf<Claim>('claim', item))
    },

    async openClaims(most) {
      const open = {
        TableName: main,
        IndexName: 'lookup',
        KeyConditionExpression: '#pk = :pk',
        ExpressionAttributeNames: { '#pk': indexes.lookup.pk },
        ExpressionAttributeValues: { ':pk': lookupPartitionOf('claim', { state: 'open' }) },
      } as const
      const [{ Items = [] }, total] = await Promise.all([
        client.send(new QueryCommand({ ...open, Limit: most })),
        countOf(tables, open),
      ])
      return { claims: Items.map((item) => fieldsOf<Claim>('claim', item)), total }
    },

    async *claimsToExpire(now) {
      const pages = paginateQuery(
        { client },
        {
          TableName: main,
          IndexName: 'lookup',
          KeyConditionExpression: '#pk = :pk',
          FilterExpression: 'expiresAt <= :now',
          ExpressionAttributeNames: { '#pk': indexes.lookup.pk },
          ExpressionAttributeValues: { ':pk': lookupPartitionOf('claim', { state: 'open' }), ':now': now },
        },
      )
      for await (const { Items = [] } of pages) yield* Items.map((item) => fieldsOf<Claim>('claim', item))
    },

    async decide(decided, audit) {
      return written(tables, [
        ...claimEnds(tables, decided),
        ...(await effectsOf(tables, decided)),
        ...(audit ? [auditWrite(tables, audit)] : []),
        ...decided.notices.map((notice) => noticeWrite(tables, notice)),
      ])
    },

    expire: ({ claim, after, notices }) =>
      written(tables, [
        ...claimEnds(tables, { claim, after }),
        ...notices.map((notice) => noticeWrite(tables, notice)),
      ]),
  }
}

/** The claim at its end, on condition that it is still open and about the same answers. */
const claimEnds = (
  { main }: Tables,
  { claim, after }: { readonly claim: Claim; readonly after: Claim },
): Write[] => [
  {
    Update: {
      TableName: main,
      Key: keyOf('claim', claim),
      UpdateExpression: `SET #state = :after, decidedAt = :at, #ttl = :ttl REMOVE ${indexes.lookup.pk}, ${indexes.lookup.sk}`,
      ConditionExpression: '#state = :open AND submissionId = :submission',
      ExpressionAttributeNames: { '#state': 'state', '#ttl': 'ttl' },
      ExpressionAttributeValues: {
        ':open': 'open',
        ':submission': claim.submissionId,
        ':after': after.state,
        ':at': after.decidedAt,
        ':ttl': endOfClaim(after),
      },
    },
  },
]

/** What a decision does beside the claim itself. */
const effectsOf = async (tables: Tables, decided: DecidedClaim): Promise<Write[]> => {
  const { claim, after, submission, claimant, known, entry, people, result, replaced, acting } = decided
  if (!result) return personalPartLater(tables, claim, after)
  return [
    submissionWrite(tables, {
      submissionId: submission.submissionId,
      from: 'claim',
      contactId: result.contact.contactId,
      now: result.entry.updatedAt,
    }),
    ...(await entryWrites(tables, { submission, unconfirmed: claimant, known }, result)),
    ...((await authorityWrites(tables, result.entry)) ?? []),
    ...(isAmong(people, claimant)
      ? []
      : [joinWrite(tables, entry.entryId, result.contact.contactId, claim.role)]),
    ...actingWrites(tables, acting),
    peopleChanged(tables, entry.entryId, people.version),
    ...(await invitationsEnd(tables, entry.entryId, {
      joins: result.contact.contactId,
      leaves: replaced?.contact.contactId,
    })),
    ...(replaced ? leavingWrites(tables, entry.entryId, replaced.contact, result.entry.updatedAt) : []),
  ]
}

/** The answers and the address of a claim that came to nothing stay until the mail about it has gone out. */
const personalPartLater = ({ main }: Tables, claim: Claim, after: Claim): Write[] =>
  [keyOf('submission', claim), keyOf('contact', claim)].map((Key) => ({
    Update: {
      TableName: main,
      Key,
      UpdateExpression: 'SET #ttl = :ttl',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeNames: { '#ttl': 'ttl' },
      ExpressionAttributeValues: { ':ttl': endOfClaim(after) },
    },
  }))
