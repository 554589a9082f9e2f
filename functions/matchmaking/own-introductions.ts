import { type Introduction, peerIn } from '../../shared/matchmaking/introductions/introduction.ts'
import {
  type OwnIntroductionView,
  ownIntroductionView,
} from '../../shared/matchmaking/introductions/own-introductions-view.ts'
import { knowsAddress, seenBy } from '../../shared/matchmaking/introductions/seen-by.ts'
import type { Messages } from '../../shared/messages/messages.ts'
import type { IntroductionsParts } from './introductions-parts.ts'

/** What one side gets of an introduction: with the peer's address only once the two were introduced. */
export const viewFor = async (
  { store }: Pick<IntroductionsParts, 'store'>,
  introduction: Introduction,
  entryId: string,
  t: Messages,
): Promise<OwnIntroductionView | undefined> => {
  const seen = seenBy(introduction, entryId)
  if (!seen) return undefined
  const peerContactId = introduction.wishes[peerIn(introduction, entryId)]?.contactId
  const [entries, contact] = await Promise.all([
    store.entriesOf(introduction.entryIds),
    knowsAddress(seen) && peerContactId !== undefined ? store.contactById(peerContactId) : undefined,
  ])
  return ownIntroductionView(introduction, entryId, entries, contact?.address, t)
}

/** Every introduction of these entries that their people may know of, the latest first. */
export const viewsFor = async (
  parts: Pick<IntroductionsParts, 'store'>,
  entryIds: readonly string[],
  t: Messages,
): Promise<readonly OwnIntroductionView[]> => {
  const found = await Promise.all(
    entryIds.map(async (entryId) =>
      Promise.all(
        (await parts.store.introductionsOf(entryId)).map((introduction) =>
          viewFor(parts, introduction, entryId, t),
        ),
      ),
    ),
  )
  return found
    .flat()
    .flatMap((view) => view ?? [])
    .sort((a, b) => (a.since > b.since ? -1 : a.since < b.since ? 1 : 0))
}

/** A form sends what was left open as empty text. */
export const withoutEmpty = (body: unknown): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries((body ?? {}) as Record<string, unknown>).filter(([, value]) => value !== ''),
  )
