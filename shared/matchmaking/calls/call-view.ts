import type * as z from 'zod/mini'
import type { Links } from '../../http/links.ts'
import type { Messages } from '../../messages/messages.ts'
import { programmeName } from '../../programmes/programmes.ts'
import type { Entry } from '../../register/entry.ts'
import { labelOf } from '../../themes/theme-words.ts'
import { type Call, type CallAnswer, isAnswerable } from './call.ts'
import type { callsSchema, callViewSchema } from './calls-operations.ts'

export type ShownCall = z.output<ReturnType<typeof callsSchema>>['calls'][number]
export type CallView = z.output<ReturnType<typeof callViewSchema>>

/** Where a call's page is. */
export const callPath = (callId: string): string => `/calls/${encodeURIComponent(callId)}`

/** A call as everybody may see it, with labels in the language of `t`. */
export const shownCall = (call: Call, t: Messages, links: Links): ShownCall => {
  const { callId, state, direction, theme, programme, title, text, language, until } = call
  return {
    callId,
    state,
    direction,
    theme,
    themeLabel: labelOf(theme, t.language),
    programme,
    programmeLabel: programmeName(programme, t.language),
    title,
    text,
    language,
    until,
    url: links.to(callPath(callId)),
  }
}

/** A call and what whoever reads it can do. */
export const callView = (
  call: Call,
  reader: {
    readonly signedIn: boolean
    /** Their entries, in whatever state. */
    readonly entries: readonly Entry[]
    readonly answers: readonly CallAnswer[]
  },
  now: string,
  t: Messages,
  links: Links,
): CallView => {
  const own = reader.entries
    .filter(({ state }) => state === 'public')
    .map(({ entryId, authority }) => ({
      entryId,
      authority: authority.name,
      takesPart: reader.answers.some((answer) => answer.entryId === entryId),
    }))
  const next = (): CallView['next'] => {
    if (!isAnswerable(call, now)) return 'over'
    if (!reader.signedIn) return 'sign-in'
    if (reader.entries.length === 0) return 'answer-survey'
    return own.length === 0 ? 'wait-for-review' : 'answer'
  }
  return { ...shownCall(call, t, links), next: next(), own }
}
