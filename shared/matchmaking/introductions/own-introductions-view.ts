import type * as z from 'zod/mini'
import type { Messages } from '../../messages/messages.ts'
import { countryLabel } from '../../places/countries.ts'
import type { Entry } from '../../register/entry.ts'
import { labelOf } from '../../themes/theme-words.ts'
import { type Introduction, peerIn } from './introduction.ts'
import type { ownIntroductionSchema } from './introductions-operations.ts'
import { deedsOpenTo, knowsAddress, seenBy, seenSince } from './seen-by.ts'

/** An introduction as one of the two sees it. */
export type OwnIntroductionView = z.output<ReturnType<typeof ownIntroductionSchema>>

const named = {
  want: 'yes',
  withdraw: 'take-back',
  decline: 'no',
  begin: 'begin',
  complete: 'outcome',
} as const

/**
 * What one side gets of an introduction, with labels in the language of `t`; undefined where it may not know of it, or
 * an entry is gone.
 *
 * @param peerAddress of who wanted it on the other side, if they are still there
 */
export const ownIntroductionView = (
  introduction: Introduction,
  entryId: string,
  entries: readonly Entry[],
  peerAddress: string | undefined,
  t: Messages,
): OwnIntroductionView | undefined => {
  const seen = seenBy(introduction, entryId)
  const own = entries.find((entry) => entry.entryId === entryId)
  const peer = entries.find((entry) => entry.entryId === peerIn(introduction, entryId))
  if (!seen || !own || !peer) return undefined
  const { country, name } = peer.authority
  return {
    introductionId: introduction.introductionId,
    entryId,
    authority: own.authority.name,
    peer: {
      entryId: peer.entryId,
      authority: name,
      country,
      countryLabel: countryLabel(country, t.language),
      ...(peerAddress !== undefined && knowsAddress(seen) && { address: peerAddress }),
    },
    state: seen,
    since: seenSince(introduction, entryId),
    about: introduction.about.flatMap(({ request, offer }) => {
      const item = [...own.items, ...peer.items].find(({ itemId }) => itemId === request)
      return item ? [{ request, offer, themeLabel: labelOf(item.theme, t.language) }] : []
    }),
    may: deedsOpenTo(introduction, entryId).flatMap((deed) =>
      deed in named ? [named[deed as keyof typeof named]] : [],
    ),
  }
}
