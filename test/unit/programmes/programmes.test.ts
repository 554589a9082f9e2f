import { describe, expect, it } from 'vitest'
import { listProgrammes } from '../../../functions/programmes/list-programmes.ts'
import { showProgramme } from '../../../functions/programmes/show-programme.ts'
import type { HttpRequest } from '../../../shared/http/request.ts'
import { countryCodes, sideOf } from '../../../shared/places/countries.ts'
import { allProgrammes, programmeOf } from '../../../shared/programmes/all-programmes.ts'
import { corRegister } from '../../../shared/programmes/cor-register.ts'
import { nicosia } from '../../../shared/programmes/nicosia.ts'
import { mayTakePart, type Programme, pairObstacle } from '../../../shared/programmes/programme.ts'
import { programmeIds } from '../../../shared/programmes/programmes.ts'
import { programmesOperations } from '../../../shared/programmes/programmes-operations.ts'
import { aRequest, aSite } from '../../support/requests.ts'

const today = '2026-11-23'
const source = { url: 'https://example.org/rules', read: '2026-01-01' }

/** A programme with one rule of every kind. */
const strict: Programme = {
  ...nicosia,
  partner: {
    countries: [
      { country: 'AL', state: 'eligible', source },
      { country: 'RS', state: 'suspended', source },
      { country: 'GE', state: 'to-check', source },
    ],
    tiers: ['municipality'],
    source,
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

  it('has no place for a side that a programme lacks', () => {
    const { eu: _, ...withoutEu } = strict
    expect(mayTakePart(withoutEu, { country: 'NL' }, today).reasons).toEqual(['side-not-listed'])
  })
})

describe('the register of peers', () => {
  it('is for every country with every other', () => {
    for (const country of countryCodes) {
      expect(mayTakePart(corRegister, { country }, today).answer).toBe('eligible')
      expect(pairObstacle(corRegister, { country: 'UA' }, { country }, today)).toBeUndefined()
    }
  })
})

describe('the Nicosia Initiative', () => {
  it('is for Libya and the Member States', () => {
    for (const country of countryCodes)
      expect(mayTakePart(nicosia, { country }, today).answer, country).toBe(
        country === 'LY' || sideOf(country) === 'eu' ? 'eligible' : 'not-eligible',
      )
  })

  it('always pairs Libya with a Member State', () => {
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
})

const parts = { site: aSite, now: () => `${today}T12:00:00.000Z` }
const list = (stated: Partial<HttpRequest> = {}) => listProgrammes(parts)(aRequest(stated))
const show = (id: string, query: HttpRequest['query'] = {}, stated: Partial<HttpRequest> = {}) =>
  showProgramme(parts)(aRequest({ path: `/programmes/${id}`, parameters: { id }, query, ...stated }))

describe('GET /programmes', () => {
  it('lists every programme, as JSON and as a page in each language', async () => {
    expect(allProgrammes.map(({ id }) => id)).toEqual([...programmeIds])
    const { programmes } = JSON.parse((await list()).body ?? '')
    expect(programmes.map(({ id }: { id: string }) => id)).toEqual([...programmeIds])
    expect((await list({ wants: 'html' })).body).toContain('Nicosia Initiative')
    expect((await listProgrammes(parts)(aRequest({ wants: 'html', language: 'ar' }))).body).toContain(
      'مبادرة نيقوسيا',
    )
  })
})

describe('GET /programmes/{id}', () => {
  it('gives the rules as data, as the contract says', async () => {
    for (const id of programmeIds) {
      const answer = JSON.parse((await show(id)).body ?? '')
      expect(programmesOperations.showProgramme.answers[200].schema.safeParse(answer).error).toBeUndefined()
      expect(answer.rules.focus).toEqual(programmeOf(id).focus)
      expect(answer.contact).toBe(aSite.contactAddress)
    }
  })

  it('answers whether an authority may take part', async () => {
    const answer = JSON.parse((await show('nicosia', { country: ['UA'] })).body ?? '')
    expect(answer.eligibility).toEqual({
      answer: 'not-eligible',
      reasons: [
        {
          code: 'country-not-listed',
          sentence: 'Ukraine is not among the countries of this programme.',
        },
      ],
    })
    const page = await show('nicosia', { country: ['IT'], tier: ['association'] }, { wants: 'html' })
    expect(page.body).toContain('Perhaps: ask the contact point')
    expect(page.body).toContain('<option value="IT" selected>')
  })

  it('says in words who may take part, in focus, formats, source and where to ask', async () => {
    const { body } = await show('nicosia', {}, { wants: 'html' })
    for (const text of [
      'Municipalities in Libya',
      'Primary health care',
      'Study visit · Training',
      'Zliten',
      'cor.europa.eu',
      'read on 23 November 2026',
      aSite.contactAddress,
    ])
      expect(body).toContain(text)
  })

  it('shows the footnote of a country that has one', async () => {
    const { body } = await show('cor-register', { country: ['XK'] }, { wants: 'html' })
    expect(body).toContain('Kosovo* takes part')
    expect(body).toContain('UNSCR 1244/1999')
  })

  it('takes an empty choice of its form for none, and refuses an unknown one at its field', async () => {
    expect((await show('nicosia', { country: [''], tier: [''] })).status).toBe(200)
    await expect(show('nicosia', { country: ['ZZ'] })).rejects.toMatchObject({
      kind: 'invalid',
      fields: [{ pointer: '?country', code: 'unknown-value' }],
    })
    const page = await show('nicosia', { country: ['ZZ'] }, { wants: 'html' })
    expect(page.status).toBe(422)
    expect(page.body).toContain('href="#country"')
  })

  it('does not know other programmes', async () => {
    for (const id of ['erasmus', 'constructor', ''])
      await expect(show(id)).rejects.toMatchObject({ kind: 'not-found' })
  })
})
