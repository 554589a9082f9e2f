import { Failure } from '../../failures.ts'
import { type Notice, newNotice } from '../../notices/notice.ts'
import type { Entry } from '../../register/entry.ts'
import type { Contact } from '../../survey/contact.ts'
import { withoutEntry } from './erase-entry.ts'
import type { Introduction } from './introduction.ts'
import type { IntroductionChange, IntroductionReads, IntroductionWrites } from './introduction-store.ts'
import { takeStep } from './take-step.ts'

/** What the clock asks of storage. */
export type FollowUpStore = IntroductionReads &
  IntroductionWrites & {
    /** The ids of introductions of a list that are due, the longest due first. */
    dueIntroductions(list: string, until: string, most: number): Promise<readonly string[]>
  }

type FollowUpDeps = {
  readonly store: FollowUpStore
  readonly lists: readonly string[]
  readonly now: () => Date
  /** Told of what could not be done; by id alone. */
  readonly report: (introductionId: string, error: unknown) => void
}

type FollowUpCounts = Readonly<Record<'asked' | 'lapsed' | 'erased' | 'left', number>>

/** At most so many of a list in one run: the others are due tomorrow, too. */
const mostPerList = 500

/**
 * Does what the clock has to do with introductions: asks both sides what came of it, twice at most, and lets lapse
 * what nobody goes on with. Each is one transaction with its mails, so that a run that was cut off, or two at once,
 * ask nobody twice.
 *
 * @throws Failure `unavailable` when one could not be done, after all others were: fire again
 */
export const planFollowUps =
  ({ store, lists, now, report }: FollowUpDeps) =>
  async (): Promise<FollowUpCounts> => {
    const counts = { asked: 0, lapsed: 0, erased: 0, left: 0 }
    let failed: unknown
    for (const list of lists) {
      const at = now().toISOString()
      for (const introductionId of await store.dueIntroductions(list, at, mostPerList)) {
        try {
          counts[await followUp(store, introductionId, at)]++
        } catch (error) {
          report(introductionId, error)
          failed = error
        }
      }
    }
    if (failed !== undefined) throw new Failure('unavailable', 'try-again', { cause: failed })
    return counts
  }

const followUp = async (
  store: FollowUpStore,
  introductionId: string,
  at: string,
): Promise<keyof FollowUpCounts> => {
  const before = await store.introductionById(introductionId)
  // The list lags behind: what counts is what the item says now.
  if (!before?.dueAt || before.dueAt > at) return 'left'
  const entries = await store.entriesOf(before.entryIds)
  const gone = before.entryIds.find((id) => !stillThere(entries, id))
  const contacts = await wishersOf(store, before)
  const change = gone === undefined ? due(before, contacts, at) : withoutEntry(before, gone, at)
  // Somebody answered at this moment: then it is theirs to move.
  if ((await store.change(change)) !== 'written') return 'left'
  if (gone !== undefined) return 'erased'
  return change.after.state === 'lapsed' ? 'lapsed' : 'asked'
}

const stillThere = (entries: readonly Entry[], id: string): boolean =>
  entries.some(({ entryId, state }) => entryId === id && state !== 'erased')

/** The people who wanted it, as far as they are still there. */
const wishersOf = async (
  store: Pick<FollowUpStore, 'contactById'>,
  { wishes }: Introduction,
): Promise<readonly Contact[]> =>
  (
    await Promise.all(
      Object.values(wishes).map(({ contactId }) =>
        contactId === undefined ? undefined : store.contactById(contactId),
      ),
    )
  ).flatMap((contact) => contact ?? [])

const due = (before: Introduction, contacts: readonly Contact[], now: string): IntroductionChange => {
  const asks = (before.state === 'introduced' || before.state === 'under-way') && before.asked < 2
  const after = takeStep(before, { deed: asks ? 'ask' : 'lapse', by: { as: 'clock' } }, now)
  return { before, after, notices: asks ? questions(after, contacts, now) : [] }
}

/** A question to each side that has not said yet what came of it. */
const questions = (
  introduction: Introduction,
  contacts: readonly Contact[],
  now: string,
): readonly Notice[] =>
  introduction.entryIds.flatMap((entryId) => {
    const { introductionId, revision, wishes, outcomes } = introduction
    const contact = contacts.find(({ contactId }) => contactId === wishes[entryId]?.contactId)
    if (contact?.state !== 'confirmed' || outcomes[entryId]) return []
    return [
      newNotice({
        event: `introduction-asked:${introductionId}:${revision}`,
        contactId: contact.contactId,
        template: 'introduction-follow-up',
        language: contact.language,
        facts: { introductionId, entryId },
        now,
      }),
    ]
  })
