import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { messagesIn } from '../../../shared/messages/messages.ts'
import { withPage } from '../../../shared/survey/draft.ts'
import { PlaceField } from '../../../shared/survey/place-field.tsx'
import { surveySchema } from '../../../shared/survey/survey-schema.ts'
import { aSurvey } from '../../support/surveys.ts'

const utrecht = 'geonames:2745912'
const answered = (authority: Record<string, unknown>) =>
  surveySchema().safeParse(aSurvey({ authority: { name: 'Gemeente Utrecht', country: 'NL', ...authority } }))
const failuresOf = (authority: Record<string, unknown>) =>
  answered(authority).error?.issues.map(({ path, message }) => `${path.join('/')} ${message}`)

describe('an authority chosen from known places', () => {
  it('has the inhabitants of its place, unless it states others', () => {
    expect(answered({ place: utrecht }).data?.authority).toMatchObject({
      place: utrecht,
      population: expect.any(Number),
    })
    expect(answered({ place: utrecht, population: 5 }).data?.authority.population).toBe(5)
    expect(answered({}).data?.authority).toEqual({ name: 'Gemeente Utrecht', country: 'NL' })
  })

  it('is refused where there is no such place in its country', () => {
    for (const place of ['geonames:1', 'geonames:702550', 'Utrecht', 'geonames:'])
      expect(failuresOf({ place }), place).toEqual(['authority/place unknown-place'])
  })

  it('is another place under another name', () => {
    const before = { authority: { name: 'Utrecht', country: 'NL', place: utrecht, tier: 'municipality' } }
    const renamed = withPage(before, 'start', { authority: { name: 'Delft', country: 'NL' } })
    expect(renamed.authority).toEqual({ name: 'Delft', country: 'NL', tier: 'municipality' })
    const same = withPage(before, 'start', { role: 'officer', authority: { name: 'Utrecht', country: 'NL' } })
    expect(same.authority).toEqual(before.authority)
  })
})

describe('the list of places', () => {
  const shown = (values: Record<string, string>) =>
    renderToString(<PlaceField form={{ t: messagesIn('en'), values, failures: [] }} />)

  it.each([
    ['Comune di Palermo', 'IT', 'Palermo'],
    ['Львівська міська рада (Львів)', 'UA', 'Lviv'],
    ['Lwów', 'UA', 'Lviv'],
    ['بلدية زليتن', 'LY', 'Zliten'],
  ])('has the place in %s (%s): %s, and none of these', (name, country, place) => {
    const html = shown({ 'authority.name': name, 'authority.country': country })
    expect(html).toMatch(new RegExp(`<label for="authority-place">${place}, [\\d,]+ inhabitants`))
    expect(html).toContain('None of these')
    expect(html).not.toContain('checked')
  })

  it('keeps what was chosen, and is not there where no place is meant', () => {
    const chosen = shown({
      'authority.name': 'Gemeente Utrecht',
      'authority.country': 'NL',
      'authority.place': utrecht,
    })
    expect(chosen).toMatch(/value="geonames:2745912" checked/)
    expect(shown({ 'authority.name': 'Xqzzy', 'authority.country': 'NL' })).toBe('')
    expect(shown({})).toBe('')
  })
})
