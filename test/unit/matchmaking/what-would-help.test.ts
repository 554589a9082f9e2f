import { describe, expect, it } from 'vitest'
import type { Asker, SuggestionOptions } from '../../../shared/matchmaking/suggestions.ts'
import { shippedProgramme } from '../../../shared/programmes/programmes.ts'
import type { Entry } from '../../../shared/register/entry.ts'
import { registerInMemory } from '../../../shared/register/open-register.ts'
import { anEntry, anItem } from '../../support/builders.ts'
import { helpFor, suggestionsFor } from '../../support/suggestions.ts'

const options: SuggestionOptions = { viewer: 'visitor', now: '2026-11-23T12:00:00.000Z' }
const peer = (entryId: string, stated: Partial<Entry> = {}): Entry =>
  anEntry({ entryId, items: [anItem({ entryId })], languages: ['sl'], languagesAssumed: false, ...stated })
const asker = (stated: Partial<Asker['entry']> = {}, direction: 'request' | 'offer' = 'request'): Asker => ({
  item: { direction, theme: 'waste-management', formats: [], countries: [] },
  entry: { authority: { country: 'MK' }, languages: ['mk'], languagesAssumed: false, ...stated },
})
const helpOf = (who: Asker, peers: readonly Entry[], asked = options) => {
  const index = registerInMemory(peers)
  return helpFor(who, index, asked)
}

describe('what would let more peers fit', () => {
  it('is an interpreter, where only the language stands between them', () => {
    const peers = [peer('kranj'), peer('bled'), peer('ohrid', { languages: ['mk'] })]
    expect(helpOf(asker(), peers)).toEqual([{ change: 'accept-interpretation', more: 2 }])
  })

  it('is nothing that a peer refuses, and nothing that is stated already', () => {
    expect(helpOf(asker(), [peer('kranj', { interpretation: false })])).toEqual([])
    expect(helpOf(asker({ interpretation: true }), [peer('kranj')])).toEqual([])
  })

  it('is capacity for an offer that has none left', () => {
    const need = anEntry({ entryId: 'bar', items: [anItem({ entryId: 'bar', direction: 'request' })] })
    expect(helpOf(asker({ capacity: 0, languages: [] }, 'offer'), [need])).toEqual([
      { change: 'open-capacity', more: 1 },
    ])
  })

  it('is going without the programme, the most helpful first', () => {
    const peers = [peer('kranj', { languages: ['mk'] }), peer('bled', { languages: ['mk'] })]
    const inProgramme = { ...options, programme: shippedProgramme('nicosia') }
    expect(helpOf(asker(), peers, inProgramme)).toEqual([{ change: 'without-programme', more: 2 }])
  })

  it('never counts what the asker may not see', () => {
    const hidden = peer('kranj', {
      items: [anItem({ entryId: 'kranj', visibility: 'registered' })],
    })
    expect(helpOf(asker(), [hidden])).toEqual([])
  })

  it('comes true when it is done', () => {
    const index = registerInMemory([peer('kranj'), peer('ohrid', { languages: ['mk'] })])
    const [help] = helpFor(asker(), index, options)
    const before = suggestionsFor(asker(), index, options).total
    expect(suggestionsFor(asker({ interpretation: true }), index, options).total).toBe(
      before + (help?.more ?? 0),
    )
  })
})
