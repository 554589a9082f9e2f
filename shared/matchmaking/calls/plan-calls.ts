import { Failure } from '../../failures.ts'
import { newNotice } from '../../notices/notice.ts'
import type { Programme } from '../../programmes/programme.ts'
import type { RegisterReader } from '../../register/register-index.ts'
import { type Call, callAfter } from './call.ts'
import type { CallWork } from './call-store.ts'
import { whoMight } from './who-might.ts'

type CallWorkDeps = {
  readonly store: CallWork
  readonly register: RegisterReader
  readonly programmeOf: (call: Call) => Promise<Programme | undefined>
  readonly now: () => Date
  /** Told of what could not be done; by id alone. */
  readonly report: (callId: string, error: unknown) => void
}

type CallCounts = Readonly<Record<'closed' | 'invited' | 'told', number>>

/** At most so many open calls in one run; a desk has a handful. */
const mostCalls = 200

/**
 * Does what the clock has to do with open calls: closes those whose day is over, and tells all who might of those that
 * nobody was told of yet. An invitation's key is the call and the person, so that a run that was cut off, or two at
 * once, tell nobody twice; that all were told is noted last.
 *
 * @throws Failure `unavailable` when one could not be done, after all others were: fire again
 */
export const planCalls = (deps: CallWorkDeps) => async (): Promise<CallCounts> => {
  const counts = { closed: 0, invited: 0, told: 0 }
  let failed: unknown
  for (const { callId } of await deps.store.callsIn('open', mostCalls)) {
    try {
      // The list lags behind: what counts is what the item says now.
      const call = await deps.store.callById(callId)
      if (call?.state !== 'open') continue
      const now = deps.now().toISOString()
      if (call.until < now.slice(0, 10)) {
        const after = callAfter(call, 'close', { as: 'clock' }, now)
        if (after && (await deps.store.changeCall(call, after))) counts.closed++
      } else if (call.toldAt === undefined) {
        counts.invited += await tell(deps, call, now)
        counts.told++
      }
    } catch (error) {
      deps.report(callId, error)
      failed = error
    }
  }
  if (failed !== undefined) throw new Failure('unavailable', 'try-again', { cause: failed })
  return counts
}

const tell = async (
  { store, register, programmeOf }: CallWorkDeps,
  call: Call,
  now: string,
): Promise<number> => {
  const programme = await programmeOf(call)
  const index = await register.open()
  const invited = programme ? whoMight(call, index.entries(), { programme, today: now.slice(0, 10) }) : []
  let mails = 0
  for (const { entryId } of invited)
    for (const contact of await store.contactsOfEntry(entryId)) {
      if (contact.state !== 'confirmed') continue
      const outcome = await store.invite(
        call,
        newNotice({
          event: `call:${call.callId}`,
          contactId: contact.contactId,
          template: 'call-invitation',
          language: contact.language,
          facts: { callId: call.callId, entryId },
          now,
        }),
      )
      if (outcome === 'over') return mails
      if (outcome === 'written') mails++
    }
  // Who changed it meanwhile decides; the next run finds every invitation written and notes it then.
  await store.changeCall(call, { ...call, toldAt: now, told: invited.length, revision: call.revision + 1 })
  return mails
}
