import { type Notice, newNotice } from '../../notices/notice.ts'
import type { Contact } from '../../survey/contact.ts'
import type { Introduction } from './introduction.ts'

/**
 * The mails of a proposal: whether they would like to talk, to the people of each side that has not said so yet.
 *
 * @param people who stands behind each of the two entries, by entry id
 */
export const proposalNotices = (
  { introductionId, revision, entryIds, wishes }: Introduction,
  people: ReadonlyMap<string, readonly Contact[]>,
  now: string,
): readonly Notice[] =>
  entryIds
    .filter((entryId) => wishes[entryId] === undefined)
    .flatMap((entryId) =>
      (people.get(entryId) ?? [])
        .filter(({ state }) => state === 'confirmed')
        .map(({ contactId, language }) =>
          newNotice({
            event: `introduction-proposed:${introductionId}:${revision}`,
            contactId,
            template: 'introduction-proposal',
            language,
            facts: { introductionId, entryId },
            now,
          }),
        ),
    )
