import { beforeEach, describe, expect, it } from 'vitest'
import { confirmSubmission } from '../../../functions/survey/confirm-submission.ts'
import { submitSurvey } from '../../../functions/survey/submit-survey.ts'
import type { SurveyParts } from '../../../functions/survey/survey-parts.ts'
import { hashOfToken, randomToken } from '../../../shared/notices/token.ts'
import { claimTable } from '../../../shared/table/claim-table.ts'
import type { Tables } from '../../../shared/table/client.ts'
import { expiryTable } from '../../../shared/table/renewal-table.ts'
import { aRequest } from '../../support/requests.ts'
import { surveyPartsOn } from '../../support/survey-parts.ts'
import { aSurvey } from '../../support/surveys.ts'
import { itemsOfKind, putItem } from '../../support/table-items.ts'
import { freshTables } from '../../support/tables.ts'

const now = '2026-11-23T10:00:00.000Z'
const zwolle = { country: 'NL', place: 'geonames:2743477' }
const friedbergInBavaria = 'geonames:2924803'
const friedbergInHesse = 'geonames:2924802'

let tables: Tables
let survey: SurveyParts

beforeEach(async () => {
  tables = await freshTables()
  survey = surveyPartsOn(tables, { now: () => now })
})

const bodyOf = ({ body }: { body?: string }) => JSON.parse(body ?? '{}')

/** Somebody answers for an authority and confirms by the mailed link. */
const answered = async (
  email: string,
  authority: Record<string, unknown>,
): Promise<{ status: string; entryId: string }> => {
  const body = aSurvey({ authority, email })
  const { submissionId } = bodyOf(await submitSurvey(survey)(aRequest({ body })))
  const token = randomToken()
  const tokenHash = hashOfToken(token)
  const expiresAt = '2026-11-30T10:00:00.000Z'
  await putItem(
    tables,
    'token',
    { tokenHash },
    { tokenHash, purpose: 'confirm-submission', submissionId, expiresAt },
  )
  return bodyOf(await confirmSubmission(survey)(aRequest({ body: {}, parameters: { token } })))
}
const entryOf = (entryId: string) => claimTable(tables).entryById(entryId)

describe('answers for a known place (entryAtPlace)', () => {
  it('are a claim on the entry that the place’s authority has under another name', async () => {
    const { entryId } = await answered('one@example.org', { ...zwolle, name: 'Gemeente Zwolle' })
    const claim = await answered('two@example.org', { ...zwolle, name: 'City of Zwolle' })
    expect(claim).toEqual({ status: 'claim', entryId })
    expect(await claimTable(tables).claimsOnEntry(entryId)).toHaveLength(1)
  })

  it('are one entry when two people confirm them under two names at once; the other is a claim', async () => {
    const both = await Promise.all([
      answered('one@example.org', { ...zwolle, name: 'Gemeente Zwolle' }),
      answered('two@example.org', { ...zwolle, name: 'City of Zwolle' }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['claim', 'public'])
    expect(await itemsOfKind(tables, 'entry')).toHaveLength(1)
  })

  it('are the next revision under another name when they come from the entry’s own people, and rename nothing', async () => {
    const { entryId } = await answered('one@example.org', { ...zwolle, name: 'Gemeente Zwolle' })
    expect(await answered('one@example.org', { ...zwolle, name: 'Zwolle municipality' })).toMatchObject({
      entryId,
    })
    expect(await entryOf(entryId)).toMatchObject({ revision: 2, authority: { name: 'Gemeente Zwolle' } })
  })

  it('are an entry of their own for another kind of authority of the same place, even of the same name', async () => {
    const town = await answered('one@example.org', { ...zwolle, name: 'Zwolle', tier: 'municipality' })
    const region = await answered('two@example.org', { ...zwolle, name: 'Zwolle', tier: 'region' })
    expect(region.status).toBe('public')
    expect(region.entryId).not.toBe(town.entryId)
    // Each is found again as its own.
    expect(await answered('three@example.org', { ...zwolle, name: 'Overijssel', tier: 'region' })).toEqual({
      status: 'claim',
      entryId: region.entryId,
    })
  })

  it('are an entry of their own for each company or association: a place has several', async () => {
    const company = (name: string) => ({ ...zwolle, name, tier: 'municipal-company' })
    const water = await answered('one@example.org', company('Zwolle Water'))
    const waste = await answered('two@example.org', company('Zwolle Waste'))
    expect(waste.status).toBe('public')
    expect(await answered('three@example.org', company('ZWOLLE WATER'))).toEqual({
      status: 'claim',
      entryId: water.entryId,
    })
  })

  it('are an entry of their own for another place of the same name', async () => {
    const friedberg = (place: string) => ({ country: 'DE', name: 'Stadt Friedberg', place })
    const bavaria = await answered('one@example.org', friedberg(friedbergInBavaria))
    const hesse = await answered('two@example.org', friedberg(friedbergInHesse))
    expect(hesse.status).toBe('public')
    expect(hesse.entryId).not.toBe(bavaria.entryId)
    expect(await answered('three@example.org', friedberg(friedbergInHesse))).toEqual({
      status: 'claim',
      entryId: hesse.entryId,
    })
  })
})

describe('an entry that began without a place', () => {
  it('is found by its name, and by its place once its people have said which it is', async () => {
    const { entryId } = await answered('one@example.org', { country: 'NL', name: 'Zwolle' })
    expect(await answered('two@example.org', { ...zwolle, name: 'ZWOLLE' })).toEqual({
      status: 'claim',
      entryId,
    })
    await answered('one@example.org', { ...zwolle, name: 'Zwolle' })
    expect(await answered('three@example.org', { ...zwolle, name: 'City of Zwolle' })).toEqual({
      status: 'claim',
      entryId,
    })
  })
})

describe('an erased entry', () => {
  it('is found neither by name nor by place, and leaves another place’s name alone', async () => {
    const friedberg = (place: string) => ({ country: 'DE', name: 'Stadt Friedberg', place })
    const bavaria = await answered('one@example.org', friedberg(friedbergInBavaria))
    const hesse = await answered('two@example.org', friedberg(friedbergInHesse))
    const expiry = expiryTable(tables)
    const erase = async (entryId: string) => {
      const entry = await entryOf(entryId)
      if (!entry) throw new Error('no entry to erase')
      expect(await expiry.changeEntry(entry, { ...entry, state: 'erased' })).toBe(true)
      expect(await expiry.forget(entryId)).toBe(true)
    }
    await erase(hesse.entryId)
    expect(await answered('three@example.org', friedberg(friedbergInBavaria))).toEqual({
      status: 'claim',
      entryId: bavaria.entryId,
    })
    await erase(bavaria.entryId)
    expect(await itemsOfKind(tables, 'authority')).toEqual([])
    expect(await itemsOfKind(tables, 'authorityAt')).toEqual([])
    expect((await answered('four@example.org', friedberg(friedbergInHesse))).status).toBe('public')
  })
})
