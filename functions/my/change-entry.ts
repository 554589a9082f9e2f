import { Failure } from '../../shared/failures.ts'
import { decideAnew } from '../../shared/http/decide-anew.ts'
import { toPage } from '../../shared/http/links.ts'
import { parseInput } from '../../shared/http/parse-input.ts'
import { type HttpHandler, type HttpRequest, json, seeOther } from '../../shared/http/request.ts'
import { inState, reconfirmed } from '../../shared/my/entry-changes.ts'
import { entryStateSchema, nothingSchema } from '../../shared/my/my-operations.ts'
import type { DoneHere } from '../../shared/my/my-page.tsx'
import type { Entry } from '../../shared/register/entry.ts'
import { asRespondent, type Respondent } from '../../shared/sessions/as-respondent.ts'
import type { MyParts } from './my-parts.ts'

type Parts = Pick<MyParts, 'site' | 'store' | 'now' | 'pause'>

/** `POST /my/entries/{entryId}/pause`: pauses one's entry, or continues it. */
export const pauseEntry = (parts: Parts): HttpHandler =>
  asRespondent(parts, async (request, respondent) => {
    const { state } = parseInput(entryStateSchema, request.body ?? {})
    const after = await changed(parts, request, respondent, (entry) => inState(entry, state))
    return answered(parts, request, after, state === 'paused' ? 'paused' : 'continued')
  })

/** `POST /my/entries/{entryId}/reconfirmation`: all is still right, for another year. */
export const reconfirmEntry = (parts: Parts): HttpHandler =>
  asRespondent(parts, async (request, respondent) => {
    parseInput(nothingSchema, request.body ?? {})
    const after = await changed(parts, request, respondent, (entry) => reconfirmed(entry, parts.now()))
    return answered(parts, request, after, 'reconfirmed')
  })

/**
 * One's own entry after a change.
 *
 * @throws Failure `not-found` for an entry that is somebody else's or nobody's: the two are told alike
 */
const changed = async (
  { store, pause }: Parts,
  { parameters }: HttpRequest,
  { contact }: Respondent,
  change: (entry: Entry) => Entry,
): Promise<Entry> => {
  const entryId = contact.entryIds.find((each) => each === parameters.entryId)
  if (entryId === undefined) throw new Failure('not-found', 'not-your-entry')
  return decideAnew(pause, async () => {
    const [before] = await store.entriesOf([entryId])
    if (!before) throw new Failure('not-found', 'not-your-entry')
    const after = change(before)
    if (after.state === before.state && after.until === before.until) return before
    return (await store.changeEntry(before, after)) ? after : undefined
  })
}

const answered = (parts: Parts, request: HttpRequest, { entryId, state, until }: Entry, done: DoneHere) =>
  request.wants === 'html'
    ? seeOther(toPage(parts, request)('/my', { done }))
    : json(200, { entryId, state, until })
