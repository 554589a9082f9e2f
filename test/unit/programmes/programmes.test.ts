import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { listProgrammes } from '../../../functions/programmes/list-programmes.ts'
import { showProgramme } from '../../../functions/programmes/show-programme.ts'
import type { HttpRequest } from '../../../shared/http/request.ts'
import { languages } from '../../../shared/messages/languages.ts'
import { messagesIn } from '../../../shared/messages/messages.ts'
import { countryCodes, sideOf } from '../../../shared/places/countries.ts'
import { programmeSchema } from '../../../shared/programmes/programme-schema.ts'
import { programmeIds, shippedProgramme } from '../../../shared/programmes/programmes.ts'
import { programmesOperations } from '../../../shared/programmes/programmes-operations.ts'
import { answerIn, programmeCases } from '../../support/programme-cases.ts'
import { someContactPoints, theProgrammes } from '../../support/programmes.ts'
import { aRequest, aSite } from '../../support/requests.ts'

const parts = {
  site: aSite,
  programmes: theProgrammes(),
  contactPoints: someContactPoints,
  now: () => '2026-11-23T12:00:00.000Z',
}
const list = (stated: Partial<HttpRequest> = {}) => listProgrammes(parts)(aRequest(stated))
const show = (id: string, query: HttpRequest['query'] = {}, stated: Partial<HttpRequest> = {}) =>
  showProgramme(parts)(aRequest({ path: `/programmes/${id}`, parameters: { id }, query, ...stated }))

describe('the programmes that are shipped', () => {
  it('are the seven, each a file that its name names', () => {
    expect(programmeIds).toEqual([
      'cor-register',
      'euaci-integrity-cities',
      'nicosia',
      'taiex',
      'team-europe',
      'twinning',
      'u-lead-p2p-pilot',
    ])
    expect(programmeIds.map((id) => shippedProgramme(id).id)).toEqual(programmeIds)
    expect(readdirSync('shared/programmes/rules')).toHaveLength(programmeIds.length)
  })

  it.each(programmeIds)('%s keeps the schema, and its words are there in every language', (id) => {
    const programme = shippedProgramme(id)
    expect(programmeSchema.safeParse(programme).error?.issues).toBeUndefined()
    for (const words of Object.values(programme.words))
      expect(Object.keys(words ?? {}).sort()).toEqual([...languages].sort())
  })

  it('are refused where a rule has no source, or a place two rules', () => {
    const taiex = shippedProgramme('taiex')
    const [balkans, ...others] = taiex.partner?.places === 'any' ? [] : (taiex.partner?.places ?? [])
    const changed = (places: unknown) =>
      programmeSchema.safeParse({ ...taiex, partner: { ...taiex.partner, places } })
    expect(changed([{ ...balkans, source: 'hearsay' }, ...others]).error?.issues).toMatchObject([
      { path: ['partner', 'source'] },
    ])
    expect(changed([balkans, balkans]).error?.issues).toMatchObject([{ path: ['partner', 'places'] }])
  })
})

describe.each(Object.entries(programmeCases))('may we take part in %s?', (id, cases) => {
  it.each(cases.map((each) => [each.who, each.verified ? 'verified' : (each.on ?? 'today'), each] as const))(
    '%s, %s',
    (_, __, each) => {
      expect(answerIn(id, each)).toEqual({ answer: each.answer, reasons: each.reasons })
    },
  )

  it('is answered on its page in words, in every language', async () => {
    const [each] = cases.filter(({ on, verified }) => on === undefined && !verified)
    if (!each) return
    const { country, tier, kind } = each.applicant
    for (const language of languages) {
      const t = messagesIn(language)
      const { body } = await show(
        id,
        { country: [country], ...(tier && { tier: [tier] }), ...(kind && { kind: [kind] }) },
        { wants: 'html', language, t },
      )
      expect(body).toContain(t(`programmes.answer.${each.answer}`))
    }
  })
})

it('has real cases for every programme: one of each side that may take part, and three of others', () => {
  expect(Object.keys(programmeCases).sort()).toEqual(programmeIds)
  for (const [id, cases] of Object.entries(programmeCases)) {
    const sides = cases
      .filter(({ answer }) => answer === 'eligible')
      .map(({ applicant }) => sideOf(applicant.country))
    expect(new Set(sides), id).toEqual(new Set(['eu', 'partner']))
    expect(cases.filter(({ answer }) => answer !== 'eligible').length, id).toBeGreaterThanOrEqual(3)
  }
})

describe('GET /programmes', () => {
  it('lists every programme, as JSON and as a page in each language', async () => {
    const { programmes } = JSON.parse((await list()).body ?? '')
    expect(programmes.map(({ id }: { id: string }) => id)).toEqual([...programmeIds])
    expect((await list({ wants: 'html' })).body).toContain('Nicosia Initiative')
    const arabic = { language: 'ar', t: messagesIn('ar') } as const
    expect((await list({ wants: 'html', ...arabic })).body).toContain('مبادرة نيقوسيا')
  })

  it('keeps past programmes, apart from the others', async () => {
    const { body = '' } = await list({ wants: 'html' })
    expect(body.indexOf('Past programmes')).toBeGreaterThan(body.indexOf('>TAIEX<'))
    expect(body.indexOf('U-LEAD pilot')).toBeGreaterThan(body.indexOf('Past programmes'))
  })
})

describe('GET /programmes/{id}', () => {
  it('gives the rules as data, as the contract says', async () => {
    for (const id of programmeIds) {
      const answer = JSON.parse((await show(id, { country: ['LY'] })).body ?? '')
      expect(programmesOperations.showProgramme.answers[200].schema().safeParse(answer).error).toBeUndefined()
      expect(answer.rules.focus).toEqual(shippedProgramme(id).focus)
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
  })

  it("gives the contact point together with 'ask', by the area of the programme or of who asks", async () => {
    const page = await show('nicosia', { country: ['IT'], tier: ['association'] }, { wants: 'html' })
    expect(page.body).toContain('Perhaps: ask the contact point')
    expect(page.body).toContain('href="tel:+3220000000"')
    expect(page.body).toContain('<option value="IT" selected>')
    const contactsOf = async (id: string, country: string) =>
      JSON.parse((await show(id, { country: [country] })).body ?? '').contacts
    expect(await contactsOf('nicosia', 'IT')).toMatchObject([
      {
        area: 'nicosia-initiative',
        points: [{ mail: 'nicosia@example.org' }, { mail: 'nicosia-assistant@example.org' }],
      },
    ])
    expect(await contactsOf('cor-register', 'UA')).toMatchObject([{ area: 'eastern-partnership' }])
    expect(await contactsOf('team-europe', 'UA')).toEqual([
      { points: [{ function: 'Secretariat', mail: 'secretariat@example.org' }] },
    ])
  })

  it('says in words who may take part, in focus, formats with limits, sources and where to ask', async () => {
    const { body = '' } = await show('taiex', {}, { wants: 'html' })
    for (const text of [
      'Enlargement</strong> Albania · Bosnia and Herzegovina · Georgia · Kosovo* · Moldova',
      'Neighbourhood</strong> Algeria · Armenia',
      'Turkish Cypriot community',
      'Study visit (working days: 2–5, people: 5)',
      'Assessment mission (working days: 2–5)',
      'neighbourhood-enlargement.ec.europa.eu',
      'a stored copy, read on 25 November 2026',
      'taiex@example.org',
    ])
      expect(body).toContain(text)
    expect((await show('nicosia', {}, { wants: 'html' })).body).toContain('Zliten')
    expect((await show('euaci-integrity-cities', {}, { wants: 'html' })).body).toContain(
      '(before: Chervonohrad)',
    )
  })

  it('puts Ukraine where it belongs on the day', async () => {
    const on = async (day: string) => {
      const { body = '' } = await showProgramme({ ...parts, now: () => `${day}T12:00:00.000Z` })(
        aRequest({ wants: 'html', parameters: { id: 'taiex' } }),
      )
      return body.slice(body.indexOf('Enlargement</strong>'), body.indexOf('Neighbourhood</strong>'))
    }
    expect(await on('2022-06-22')).not.toContain('Ukraine')
    expect(await on('2022-06-23')).toContain('Ukraine')
  })

  it('has a footnote of its own for each name that needs one', async () => {
    const { body = '' } = await show('cor-register', { country: ['XK'] }, { wants: 'html' })
    expect(body).toContain('Kosovo* takes part')
    expect(body).toMatch(/>\* This designation is without prejudice to positions on status.*UNSCR 1244\/1999/)
    expect(body).toContain('>Palestine**</option>')
    expect(body).toContain('>** This designation shall not be construed')
  })

  it('offers the Turkish Cypriot community, and not among the countries', async () => {
    const { body = '' } = await show(
      'taiex',
      { country: ['TCC'], kind: ['national-administration'] },
      { wants: 'html' },
    )
    expect(body).toContain('Yes, you may take part')
    const countries = body.slice(
      body.indexOf('<optgroup label="Countries"'),
      body.indexOf('<optgroup label="Communities"'),
    )
    expect(countries.match(/<option/g)).toHaveLength(countryCodes.length)
    expect(countries).not.toContain('Turkish Cypriot')
  })

  it('takes an empty choice of its form for none, and refuses an unknown one at its field', async () => {
    expect((await show('nicosia', { country: [''], tier: [''], kind: [''] })).status).toBe(200)
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

describe('an edited programme', () => {
  const nicosia = shippedProgramme('nicosia')
  const edited = {
    programme: { ...nicosia, words: { ...nicosia.words, state: { en: 'Closed for the summer.' } } },
    revision: 2,
    editedAt: '2026-11-20T08:00:00.000Z',
    editedBy: 'user1',
  }
  const programmes = theProgrammes(edited)

  it('counts instead of the one that is shipped, and says since when', async () => {
    const page = await showProgramme({ ...parts, programmes })(
      aRequest({ wants: 'html', parameters: { id: 'nicosia' } }),
    )
    expect(page.body).toContain('Closed for the summer.')
    expect(page.body).toContain('on 20 November 2026 (version 2)')
    const json = await showProgramme({ ...parts, programmes })(aRequest({ parameters: { id: 'nicosia' } }))
    expect(JSON.parse(json.body ?? '')).toMatchObject({
      state: 'Closed for the summer.',
      edited: { revision: 2 },
    })
    expect(json.body).not.toContain('user1')
  })
})
