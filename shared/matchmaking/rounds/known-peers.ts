import { arrowFor } from '../introductions/arrows.ts'
import { peerIn } from '../introductions/introduction.ts'
import type { IntroductionReads } from '../introductions/introduction-store.ts'

/** By entry id, the peers with whom a round may not propose it. */
export type KnownPeers = ReadonlyMap<string, ReadonlySet<string>>

/** So many entries are asked about at once: with 5,000 of them the reads are a few seconds of the work. */
const atOnce = 20

/**
 * The peers with whom a round would waste a place: proposed or introduced already, or one of the two said no. The rule
 * is the one by which publication proposes a pair, so that it skips only what happened since.
 */
export const knownPeers = async (
  { introductionsOf }: Pick<IntroductionReads, 'introductionsOf'>,
  entryIds: readonly string[],
  roundId: string,
): Promise<KnownPeers> => {
  const known = new Map<string, ReadonlySet<string>>()
  const by = { as: 'round', roundId } as const
  for (let from = 0; from < entryIds.length; from += atOnce)
    await Promise.all(
      entryIds.slice(from, from + atOnce).map(async (entryId) => {
        const closed = (await introductionsOf(entryId)).filter((each) => !arrowFor(each, 'propose', by))
        if (closed.length > 0) known.set(entryId, new Set(closed.map((each) => peerIn(each, entryId))))
      }),
    )
  return known
}
