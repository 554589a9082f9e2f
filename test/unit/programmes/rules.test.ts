import { describe, expect, it } from 'vitest'
import { countryCodes, sideOf } from '../../../shared/places/countries.ts'
import { contactsOfProgramme, toldOfEntry } from '../../../shared/programmes/contact-points.ts'
import { mayTakePart, type Programme, pairObstacle } from '../../../shared/programmes/programme.ts'
import { programmeIds, shippedProgramme } from '../../../shared/programmes/programmes.ts'
import { programmesReader } from '../../../shared/programmes/programmes-reader.ts'
import { someContactPoints } from '../../support/programmes.ts'

const today = '2026-11-23'
const nicosia = shippedProgramme('nicosia')
const corRegister = shippedProgramme('cor-register')

/** A programme with one rule of every kind. */
const strict: Programme = {
  ...nicosia,
  partner: {
    places: [
      { places: ['AL'], state: 'eligible', source: 'libya' },
      { places: ['RS'], state: 'suspended', source: 'libya' },
      { places: ['GE'], state: 'to-check', source: 'libya' },
      { places: ['MD'], state: 'eligible', source: 'libya', kinds: { 'mandated-body': 'eligible' } },
    ],
    others: 'not-eligible',
    tiers: ['municipality'],
    kinds: { authority: 'eligible', 'elected-member': 'nominates', private: 'not-eligible' },
    source: 'libya',
  },
  window: { from: '2026-01-01', until: '2026-12-31' },
}

describe('may we take part?', () => {
  it.each([
    ['a listed country', { country: 'AL' }, 'eligible', ['country-eligible']],
    ['a country of a side without a list', { country: 'NL' }, 'eligible', ['country-eligible']],
    ['a suspended country', { country: 'RS' }, 'not-eligible', ['country-suspended']],
    ['a country that nobody has verified', { country: 'GE' }, 'ask', ['country-to-check']],
    ['a country that is not listed', { country: 'LY' }, 'not-eligible', ['country-not-listed']],
    ['a tier that nobody has verified', { country: 'AL', tier: 'association' }, 'ask', ['tier-to-check']],
    [
      'an elected member',
      { country: 'AL', kind: 'elected-member' },
      'eligible',
      ['country-eligible', 'nominates'],
    ],
    ['who certainly may not', { country: 'AL', kind: 'private' }, 'not-eligible', ['kind-not-eligible']],
    ['who nobody has verified', { country: 'AL', kind: 'mandated-body' }, 'ask', ['kind-to-check']],
    ['who may in this country', { country: 'MD', kind: 'mandated-body' }, 'eligible', ['country-eligible']],
    [
      'a ministry, whose tier says nothing',
      { country: 'MD', kind: 'mandated-body', tier: 'region' },
      'eligible',
      ['country-eligible'],
    ],
    [
      'all that is open at once',
      { country: 'GE', kind: 'mandated-body' },
      'ask',
      ['country-to-check', 'kind-to-check'],
    ],
  ] as const)('%s', (_, applicant, answer, reasons) => {
    expect(mayTakePart(strict, applicant, today)).toEqual({ answer, reasons })
  })

  it('answers by the day: both days of the window are in it', () => {
    const on = (day: string) => mayTakePart(strict, { country: 'AL' }, day)
    expect(on('2025-12-31')).toEqual({ answer: 'not-eligible', reasons: ['not-yet-open'] })
    expect(on('2026-01-01').answer).toBe('eligible')
    expect(on('2026-12-31').answer).toBe('eligible')
    expect(on('2027-01-01')).toEqual({ answer: 'not-eligible', reasons: ['over'] })
  })

  it('asks once nobody has verified any more that the programme runs', () => {
    const programme: Programme = { ...strict, window: { certainUntil: '2026-06-30' } }
    expect(mayTakePart(programme, { country: 'AL' }, '2026-06-30').answer).toBe('eligible')
    expect(mayTakePart(programme, { country: 'AL' }, '2026-07-01')).toEqual({
      answer: 'ask',
      reasons: ['state-to-check'],
    })
    expect(mayTakePart(programme, { country: 'LY' }, '2026-07-01').answer).toBe('not-eligible')
  })

  it('has no place for a side that a programme lacks', () => {
    const { eu: _, ...withoutEu } = strict
    expect(mayTakePart(withoutEu, { country: 'NL' }, today).reasons).toEqual(['side-not-listed'])
  })
})

describe('two authorities', () => {
  it('of any two countries can work together in the register of peers', () => {
    for (const country of countryCodes) {
      expect(mayTakePart(corRegister, { country }, today).answer).toBe('eligible')
      expect(pairObstacle(corRegister, { country: 'UA' }, { country }, today)).toBeUndefined()
    }
  })

  it('are in the Nicosia Initiative one of Libya and one of a Member State', () => {
    for (const country of countryCodes)
      expect(mayTakePart(nicosia, { country }, today).answer, country).toBe(
        country === 'LY' || sideOf(country) === 'eu' ? 'eligible' : 'not-eligible',
      )
    const obstacle = (a: 'LY' | 'IT' | 'UA', b: 'LY' | 'IT' | 'UA') =>
      pairObstacle(nicosia, { country: a }, { country: b }, today)
    expect(obstacle('LY', 'IT')).toBeUndefined()
    expect(obstacle('IT', 'LY')).toBeUndefined()
    expect(obstacle('LY', 'LY')).toBe('programme-side')
    expect(obstacle('IT', 'IT')).toBe('programme-side')
    expect(obstacle('UA', 'IT')).toBe('programme-country')
    expect(pairObstacle(nicosia, {}, { country: 'UA' }, today)).toBe('programme-country')
    expect(pairObstacle(nicosia, {}, { country: 'LY' }, today)).toBeUndefined()
    expect(pairObstacle(nicosia, { country: 'LY' }, { country: 'IT' }, '2015-12-31')).toBe('window')
  })

  it('are not kept apart by what nobody has verified', () => {
    const teamEurope = shippedProgramme('team-europe')
    expect(pairObstacle(teamEurope, { country: 'BE' }, { country: 'MA' }, today)).toBeUndefined()
    const integrity = shippedProgramme('euaci-integrity-cities')
    expect(pairObstacle(integrity, { country: 'UA' }, { country: 'DK' }, today)).toBeUndefined()
  })
})

describe('the contact points', () => {
  const mailsOf = (areas: ReturnType<typeof toldOfEntry>) =>
    areas.flatMap(({ points }) => points.map(({ mail }) => mail))

  it('of a programme are those of its area, or of where one asks from', () => {
    expect(mailsOf(contactsOfProgramme(someContactPoints, nicosia, 'IT'))).toEqual([
      'nicosia@example.org',
      'nicosia-assistant@example.org',
    ])
    expect(mailsOf(contactsOfProgramme(someContactPoints, corRegister, 'TCC'))).toEqual(['taiex@example.org'])
  })

  it('are the fallback where an area has none, or nobody knows the area', () => {
    expect(mailsOf(contactsOfProgramme(someContactPoints, shippedProgramme('team-europe'), 'UA'))).toEqual([
      'secretariat@example.org',
    ])
    expect(mailsOf(contactsOfProgramme(someContactPoints, corRegister))).toEqual(['secretariat@example.org'])
  })

  it.each([
    ['an EU authority that wishes nothing', 'NL', [], [], ['secretariat@example.org']],
    ['a Ukrainian one', 'UA', ['cor-register'], [], ['east@example.org']],
    [
      'an EU authority in the Nicosia Initiative that looks to Albania',
      'IT',
      ['nicosia'],
      ['AL'],
      ['nicosia@example.org', 'nicosia-assistant@example.org', 'taiex@example.org'],
    ],
    ['one that names an area twice', 'UA', ['euaci-integrity-cities'], ['UA', 'MD'], ['east@example.org']],
  ] as const)('who are told of a new entry follow from it: %s', (_, country, programmes, countries, told) => {
    const entry = { country, programmes: programmes.map(shippedProgramme), countries }
    expect(mailsOf(toldOfEntry(someContactPoints, entry))).toEqual(told)
  })
})

describe('reading the programmes', () => {
  const edited = {
    programme: { ...nicosia, byCall: true },
    revision: 1,
    editedAt: '2026-11-23T08:00:00Z',
    editedBy: 'u',
  }
  let minute = 0
  const now = () => `2026-11-23T09:${String(minute).padStart(2, '0')}:00.000Z`

  it('asks the table once a minute, and takes what was edited', async () => {
    let asked = 0
    minute = 0
    const reader = programmesReader({ editedProgrammes: async () => (++asked === 1 ? [] : [edited]) }, now)
    await Promise.all([reader.all(), reader.one('nicosia')])
    expect((await reader.one('nicosia'))?.programme.byCall).toBe(false)
    expect(asked).toBe(1)
    minute = 1
    expect(await reader.one('nicosia')).toMatchObject({
      programme: { byCall: true },
      edited: { revision: 1 },
    })
    expect(await reader.all()).toHaveLength(programmeIds.length)
    expect(asked).toBe(2)
  })

  it('takes nothing old for new when the table does not answer, and asks again for the next', async () => {
    let asked = 0
    const reader = programmesReader(
      {
        editedProgrammes: async () => {
          if (++asked === 1) throw new Error('no answer')
          return [edited]
        },
      },
      now,
    )
    await expect(reader.one('nicosia')).rejects.toThrow('no answer')
    expect((await reader.one('nicosia'))?.programme.byCall).toBe(true)
  })

  it('has a programme that only the table has', async () => {
    const only = { ...edited, programme: { ...nicosia, id: 'valletta' } }
    const reader = programmesReader({ editedProgrammes: async () => [only] }, now)
    expect((await reader.one('valletta'))?.programme.id).toBe('valletta')
  })
})
