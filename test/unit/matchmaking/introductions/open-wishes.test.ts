import { describe, expect, it } from 'vitest'
import { introductionIdOf } from '../../../../shared/matchmaking/introductions/introduction.ts'
import { haveRoomForWish, mostOpenWishes } from '../../../../shared/matchmaking/introductions/want.ts'
import { afterDeeds } from '../../../support/introductions.ts'

const side = (entryId: string) => ({ as: 'side', entryId, contactId: `of-${entryId}` }) as const
const wanted = (peer: string) => afterDeeds('own', peer, [{ deed: 'want', by: side('own') }])
const mutual = (peer: string) =>
  afterDeeds('own', peer, [
    { deed: 'want', by: side('own') },
    { deed: 'want', by: side(peer) },
  ])
const theirs = (peer: string) => afterDeeds('own', peer, [{ deed: 'want', by: side(peer) }])
const peers = (count: number) => Array.from({ length: count }, (_, n) => `peer${n}`)
const another = introductionIdOf('own', 'another')

describe('the wishes that an entry has open', () => {
  it('have an end, so that nobody wants everybody', () => {
    expect(() => haveRoomForWish('own', peers(mostOpenWishes - 1).map(wanted), another)).not.toThrow()
    expect(() => haveRoomForWish('own', peers(mostOpenWishes).map(wanted), another)).toThrow(
      expect.objectContaining({ kind: 'conflict', code: 'too-many-wishes' }),
    )
  })

  it('are said again without being counted again', () => {
    const open = peers(mostOpenWishes).map(wanted)
    expect(() => haveRoomForWish('own', open, open[0]?.introductionId ?? '')).not.toThrow()
  })

  it('do not count what is mutual, nor what others wish', () => {
    const all = [...peers(mostOpenWishes).map(mutual), ...peers(mostOpenWishes).map(theirs)]
    expect(() => haveRoomForWish('own', all, another)).not.toThrow()
  })
})
