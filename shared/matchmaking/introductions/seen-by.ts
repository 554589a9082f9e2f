import { arrowFor, type DeedName } from './arrows.ts'
import { bothWant, type Introduction } from './introduction.ts'

/**
 * Where an introduction stands in the eyes of one side. A wish is private until both have it, so a side is told
 * nothing of a wish of the other; and who was turned down before they were introduced is not told by whom.
 */
export const seenStates = [
  'wanted',
  'to-confirm',
  'proposed',
  'answered',
  'introduced',
  'under-way',
  'completed',
  'declined',
  'ended',
  'lapsed',
  'came-to-nothing',
] as const
export type SeenState = (typeof seenStates)[number]

/** Undefined where there is nothing that this side may know of. */
export const seenBy = (introduction: Introduction, entryId: string): SeenState | undefined => {
  const { state, wishes, declined, introducedAt } = introduction
  const wants = wishes[entryId] !== undefined
  switch (state) {
    case 'suggested':
      return undefined
    case 'wanted':
      // Also where it came to nothing before and the other side wants it again: nothing must seem different.
      if (!wants) return earlierEnd(introduction, entryId) === undefined ? undefined : 'came-to-nothing'
      return bothWant(introduction) ? 'to-confirm' : 'wanted'
    case 'proposed':
      if (bothWant(introduction)) return 'to-confirm'
      return wants ? 'answered' : 'proposed'
    case 'introduced':
    case 'under-way':
    case 'completed':
      return state
    case 'declined':
    case 'lapsed': {
      if (declined?.entryId === entryId) return 'declined'
      if (introducedAt !== undefined) return state === 'declined' ? 'ended' : 'lapsed'
      return earlierEnd(introduction, entryId) === undefined ? undefined : 'came-to-nothing'
    }
  }
}

/** When it last ended for a side that had taken part in it: by a wish of its own, or a proposal. */
const earlierEnd = ({ history }: Introduction, entryId: string): string | undefined => {
  const last = history.findLastIndex(({ to }) => to === 'declined' || to === 'lapsed')
  const tookPart = history
    .slice(0, Math.max(0, last))
    .some(
      ({ deed, by }) => deed === 'propose' || (deed === 'want' && by.as === 'side' && by.entryId === entryId),
    )
  return tookPart ? history[last]?.at : undefined
}

/** Since when it stands where this side sees it; never the time of what it must not know. */
export const seenSince = (introduction: Introduction, entryId: string): string =>
  (seenBy(introduction, entryId) === 'came-to-nothing' && earlierEnd(introduction, entryId)) ||
  introduction.since

/** What a side can do about an introduction that it sees. */
export const deedsOpenTo = (introduction: Introduction, entryId: string): readonly DeedName[] =>
  // What is open then depends on what the other side did meanwhile: the way back is to ask anew.
  seenBy(introduction, entryId) === 'came-to-nothing'
    ? []
    : (['want', 'withdraw', 'decline', 'begin', 'complete'] as const).filter(
        (deed) => arrowFor(introduction, deed, { as: 'side', entryId }) !== undefined,
      )

/** Whether the peer's mail address was given to this side, and so may be shown. */
export const knowsAddress = (seen: SeenState): boolean =>
  seen === 'introduced' || seen === 'under-way' || seen === 'completed'
