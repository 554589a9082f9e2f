import { type Consent, type chosen, consentsKept, numbersKept } from '../survey/consent.ts'
import type { Contact } from '../survey/contact.ts'
import { indexes } from './access-patterns.ts'
import type { Tables, Write } from './client.ts'
import { keyOf, listOf, numberKey, workKeyOf } from './keys.ts'

const rowKey = (contactId: string, number: number) =>
  keyOf('consent', { contactId, number: numberKey(number) })

/**
 * A change of a permission, written down; the oldest leaves when there are too many. The condition that nothing else was
 * chosen stands beside it, on the person (`permissionsAsRead`): a row of this number that they do not count is nobody's,
 * left of somebody who was deleted, and is written over.
 */
export const consentWrites = ({ main }: Tables, consent: Consent): Write[] => [
  {
    Put: {
      TableName: main,
      Item: { ...rowKey(consent.contactId, consent.number), kind: 'consent', v: 1, ...consent },
    },
  },
  ...(consent.number > consentsKept
    ? [{ Delete: { TableName: main, Key: rowKey(consent.contactId, consent.number - consentsKept) } }]
    : []),
]

/** All that is written down of a person's permissions goes; on condition of `permissionsAsRead` beside it. */
export const consentsForgotten = ({ main }: Tables, contact: Contact): Write[] =>
  numbersKept(contact).map((number) => ({
    Delete: { TableName: main, Key: rowKey(contact.contactId, number) },
  }))

/**
 * The condition that somebody's permissions are as they were read, with its values: another choice of this moment must
 * not be undone. Items that are older than a field do not have it.
 */
export const permissionsAsRead = ({
  digest,
  digestChosenAt,
  consents,
}: Pick<Contact, 'digest' | 'digestChosenAt' | 'consents'>) => ({
  condition: [
    'digest = :digestBefore',
    digestChosenAt === undefined ? 'attribute_not_exists(digestChosenAt)' : 'digestChosenAt = :chosenBefore',
    consents === undefined ? 'attribute_not_exists(consents)' : 'consents = :consentsBefore',
  ].join(' AND '),
  values: {
    ':digestBefore': digest,
    ...(digestChosenAt !== undefined && { ':chosenBefore': digestChosenAt }),
    ...(consents !== undefined && { ':consentsBefore': consents }),
  },
})

/** Somebody's permissions as a person has them after a choice (`chosen`), and what is written down of it. */
export const choiceWrites = (
  tables: Tables,
  before: Contact,
  { contact, consent }: ReturnType<typeof chosen>,
): Write[] => {
  const { contactId, digest } = contact
  const { pk, sk } = indexes.work
  const subscribed =
    digest !== 'never' && workKeyOf('contact', { frequency: digest, list: listOf(contactId), contactId })
  const asRead = permissionsAsRead(before)
  const set = {
    digest,
    digestChosenAt: contact.digestChosenAt,
    digestWords: contact.digestWords,
    consents: contact.consents,
    ...(subscribed && { [pk]: subscribed[pk], [sk]: subscribed[sk] }),
  }
  const stated = Object.entries(set).filter(([, value]) => value !== undefined)
  return [
    {
      // Not the whole item: their entries, which change at the same moment, are none of its business.
      Update: {
        TableName: tables.main,
        Key: keyOf('contact', contact),
        UpdateExpression: `SET ${stated.map(([name]) => `${name} = :${name}`).join(', ')}${subscribed ? '' : ` REMOVE ${pk}, ${sk}`}`,
        ConditionExpression: `#state = :confirmed AND size(entryIds) > :none AND ${asRead.condition}`,
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ...asRead.values,
          ':confirmed': 'confirmed',
          ':none': 0,
          ...Object.fromEntries(stated.map(([name, value]) => [`:${name}`, value])),
        },
      },
    },
    ...(consent ? consentWrites(tables, consent) : []),
  ]
}
