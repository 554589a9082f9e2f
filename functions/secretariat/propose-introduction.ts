import { invalid } from '../../shared/failures.ts'
import { decideAnew } from '../../shared/http/decide-anew.ts'
import { orPageAgain } from '../../shared/http/form-again.ts'
import { couldBeAnId } from '../../shared/http/id-in-path.ts'
import { toPage } from '../../shared/http/links.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, json, seeOther } from '../../shared/http/request.ts'
import { introductionIdOf } from '../../shared/matchmaking/introductions/introduction.ts'
import { propose } from '../../shared/matchmaking/introductions/propose.ts'
import { typedValues } from '../../shared/pages/form-fields.tsx'
import type { Entry } from '../../shared/register/entry.ts'
import { proposedPairSchema } from '../../shared/secretariat/desk-introductions-operations.ts'
import { atDesk } from './at-desk.ts'
import { deskIntroductionViewOf, shelfPage } from './decide-introduction.ts'
import type { DeskMatchmakingParts } from './desk-parts.ts'

type Parts = Pick<DeskMatchmakingParts, 'site' | 'store' | 'now' | 'pause'>

/** The id of an entry from what was typed: the id, or the address of its page in the register or at the desk. */
const entryIdIn = (typed: string): string => /\/(?:register|entries)\/([^/?#]+)/.exec(typed)?.[1] ?? typed

/**
 * The two public entries that were named.
 *
 * @throws Failure `invalid` at `/one` or `/other` where an entry is not public or not known, or both are the same
 */
const pairOf = async ({ store }: Parts, typed: { one: string; other: string }): Promise<[Entry, Entry]> => {
  const ids = [entryIdIn(typed.one), entryIdIn(typed.other)] as const
  const entries = await store.entriesOf([...new Set(ids.filter(couldBeAnId))])
  const [one, other] = ids.map((id) =>
    entries.find(({ entryId, state }) => entryId === id && state === 'public'),
  )
  const unknown = [
    ...(one ? [] : [{ pointer: '/one', code: 'no-public-entry-here' }]),
    ...(other ? [] : [{ pointer: '/other', code: 'no-public-entry-here' }]),
  ]
  if (!one || !other) throw invalid(unknown)
  if (one === other) throw invalid([{ pointer: '/other', code: 'same-entry-twice' }])
  return [one, other]
}

/** `POST /secretariat/introductions`: proposes two entries to each other; both sides are asked by mail. */
export const proposeIntroduction = (parts: Parts): HttpHandler =>
  atDesk(parts, 'officer', async (request, { user }) => {
    const work = async () => {
      const typed = parseInput(proposedPairSchema, request.body ?? {})
      const after = await decideAnew(parts.pause, async () => {
        const entries = await pairOf(parts, typed)
        const [before, people] = await Promise.all([
          parts.store.introductionById(introductionIdOf(entries[0].entryId, entries[1].entryId)),
          Promise.all(
            entries.map(
              async ({ entryId }) => [entryId, await parts.store.contactsOfEntry(entryId)] as const,
            ),
          ),
        ])
        const change = propose({
          before,
          entries,
          people: new Map(people),
          who: user.userId,
          now: parts.now(),
        })
        return (await parts.store.change(change)) === 'written' ? change.after : undefined
      })
      const at = `/secretariat/introductions/${encodeURIComponent(after.introductionId)}`
      return request.wants === 'html'
        ? seeOther(toPage(parts, request)(at, { done: after.state }))
        : json(200, await deskIntroductionViewOf(parts, after, request))
    }
    return orPageAgain(
      request,
      work,
      { 'introduction-elsewhere': '/other', 'introduction-without-people': '/other' },
      (failures) =>
        shelfPage(parts, request, user.role, 'proposed', { values: typedValues(request.body), failures }),
    )
  })
