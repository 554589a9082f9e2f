import { describe, expect, it } from 'vitest'
import { standingOf } from '../../../../shared/matchmaking/introductions/standing.ts'
import type { Deed } from '../../../../shared/matchmaking/introductions/take-step.ts'
import type { Entry } from '../../../../shared/register/entry.ts'
import { afterDeeds } from '../../../support/introductions.ts'
import { kranj, ohrid } from '../../../support/matchmaking.ts'
import { registerOf } from '../../../support/register-entries.ts'
import { suggestionsFor } from '../../../support/suggestions.ts'

const about = { request: ohrid.items[0]?.itemId ?? '', offer: kranj.items[0]?.itemId ?? '' }
const by = (entryId: string) => ({ as: 'side', entryId, contactId: 'c' }) as const
const both: readonly Deed[] = [
  { deed: 'want', by: by('ohrid'), about },
  { deed: 'want', by: by('kranj') },
]
const introduce: Deed = { deed: 'introduce', by: { as: 'officer', userId: 'olga' } }
const leftOut = (
  deeds: readonly Deed[],
  spent: ReadonlyMap<string, number> = new Map(),
  helper: Entry = kranj,
) => {
  const [item] = ohrid.items
  if (!item) throw new Error('Ohrid asks for nothing')
  const { items, excluded } = suggestionsFor({ item, entry: ohrid }, registerOf(helper, ohrid), {
    viewer: 'respondent',
    standing: standingOf('ohrid', [afterDeeds('kranj', 'ohrid', deeds)], spent),
    now: '2026-11-23T12:00:00.000Z',
  })
  return [items.length, ...excluded.map(({ reason }) => reason).filter((reason) => reason !== 'theme')]
}

describe('who is left out of suggestions', () => {
  it('is nobody for a wish, which stays private', () => {
    expect(leftOut([])).toEqual([1])
    expect(leftOut(both)).toEqual([1])
  })

  it('is who was introduced already', () => {
    expect(leftOut([...both, introduce])).toEqual([0, 'already-introduced'])
  })

  it('is who said no, or to whom one said no, before or after', () => {
    const no: Deed = { deed: 'decline', by: by('kranj'), reason: 'no-time' }
    expect(leftOut([...both, no])).toEqual([0, 'declined-before'])
    expect(leftOut([...both, introduce, no])).toEqual([0, 'declined-before'])
  })

  it('is who has helped as many this year as they can', () => {
    const able = { ...kranj, capacity: 2 }
    expect(leftOut([], new Map([['kranj', 1]]), able)).toEqual([1])
    expect(leftOut([], new Map([['kranj', 2]]), able)).toEqual([0, 'capacity-spent'])
  })
})
