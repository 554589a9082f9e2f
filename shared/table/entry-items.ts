import type { Entry, Role } from '../register/entry.ts'
import { keyOf, numberKey } from './keys.ts'

/**
 * An entry as it was after a confirmed submission.
 *
 * @param submissionId the submission; undefined for an entry that was imported
 */
export const revisionItem = (entry: Entry, submissionId?: string): Record<string, unknown> => ({
  ...keyOf('revision', { entryId: entry.entryId, revision: numberKey(entry.revision) }),
  kind: 'revision',
  v: 1,
  entry,
  ...(submissionId !== undefined && { submissionId }),
  confirmedAt: entry.updatedAt,
})

/** That a contact stands behind an entry, and as what. */
export const entryContactItem = (
  entryId: string,
  contactId: string,
  role: Role,
): Record<string, unknown> => ({
  ...keyOf('entryContact', { entryId, contactId }),
  kind: 'entryContact',
  v: 1,
  entryId,
  contactId,
  role,
})
