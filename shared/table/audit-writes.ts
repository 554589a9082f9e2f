import { type Audit, monthOf } from '../secretariat/audit.ts'
import type { Tables, Write } from './client.ts'
import { keyOf } from './keys.ts'

/** The write of a deed, for the transaction of the deed; fails if that very deed is written down already. */
export const auditWrite = (tables: Tables, audit: Audit): Write => ({
  Put: {
    TableName: tables.main,
    Item: { ...keyOf('audit', { month: monthOf(audit.at), ...audit }), kind: 'audit', v: 1, ...audit },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
})
