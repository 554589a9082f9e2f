import { describe, expect, it } from 'vitest'
import { parseInput } from '../../../shared/http/parse-input.ts'
import { foldedAuthorityName, isSameAuthority } from '../../../shared/survey/authority-name.ts'
import { confirm, outcomeOf } from '../../../shared/survey/confirmation.ts'
import type { Contact } from '../../../shared/survey/contact.ts'
import { newSubmission } from '../../../shared/survey/submission.ts'
import { surveySchema } from '../../../shared/survey/survey-schema.ts'
import { anEntry, anItem } from '../../support/builders.ts'
import { aContact } from '../../support/notices.ts'
import { aSurvey } from '../../support/surveys.ts'

const now = '2026-11-23T10:00:00.000Z'
const submitted = (body: Record<string, unknown> = aSurvey()) =>
  newSubmission(parseInput(surveySchema(), JSON.parse(JSON.stringify(body))), {
    submissionId: 's1',
    contactId: 'c1',
    language: 'en',
    now,
    addressKey: 'key',
  })
const confirming = (stated: Partial<Parameters<typeof confirm>[0]> = {}, body?: Record<string, unknown>) => {
  const { submission, contact } = submitted(body)
  return confirm({
    submission,
    contact,
    existing: undefined,
    known: undefined,
    newEntryId: 'e1',
    review: 'at-once',
    now,
    ...stated,
  })
}

describe('a submission', () => {
  it('holds no personal data: that is the contact’s', () => {
    expect(JSON.stringify(submitted().submission)).not.toContain('@')
    expect(JSON.stringify(submitted().notice)).not.toContain('@')
  })
})

describe('a confirmed submission', () => {
  it('of a new authority is a new entry, public at once where the stage says so', () => {
    expect(confirming()).toMatchObject({
      kind: 'new',
      entry: { entryId: 'e1', state: 'public', revision: 1 },
    })
  })

  it('of a new authority waits for review elsewhere', () => {
    expect(confirming({ review: 'before-publishing' })).toMatchObject({ entry: { state: 'awaiting-review' } })
  })

  it('from somebody behind the entry is its next revision and keeps its other items', () => {
    const { contact } = submitted()
    const water = anItem({ entryId: 'e1', direction: 'request', theme: 'water-supply' })
    const entry = anEntry({ entryId: 'e1', items: [water, anItem({ entryId: 'e1', description: 'old' })] })
    const result = confirming({ existing: { entry, contactIds: [contact.addressHash] } })
    expect(result).toMatchObject({ kind: 'revision', entry: { revision: 2 } })
    expect(
      result.kind !== 'claim' && result.entry.items.map((item) => [item.theme, item.description]),
    ).toEqual([
      ['water-supply', water.description],
      ['waste-management', 'Separate collection of household waste in dense districts'],
    ])
  })

  it.each([
    ['returned', 'before-publishing', 'awaiting-review'],
    ['returned', 'at-once', 'public'],
    ['awaiting-review', 'before-publishing', 'awaiting-review'],
    ['hidden', 'before-publishing', 'public'],
    ['paused', 'before-publishing', 'paused'],
    ['public', 'before-publishing', 'public'],
  ] as const)('of an entry that is %s, where the stage reviews %s, makes it %s', (state, review, then) => {
    const { contact } = submitted()
    const existing = { entry: anEntry({ entryId: 'e1', state }), contactIds: [contact.addressHash] }
    expect(confirming({ existing, review })).toMatchObject({ entry: { state: then }, stateBefore: state })
  })

  it('from somebody else is a claim that changes nothing', () => {
    const entry = anEntry({ entryId: 'e1' })
    expect(confirming({ existing: { entry, contactIds: ['another'] } })).toMatchObject({
      kind: 'claim',
      entry,
      ownId: 'e1',
      claim: { entryId: 'e1', claimId: submitted().contact.addressHash, state: 'open' },
    })
  })

  it('on a hidden entry of others is answered as a new authority under review', () => {
    const secret = anEntry({ entryId: 'e9', items: [anItem({ entryId: 'e9', visibility: 'secretariat' })] })
    const waiting = anEntry({ entryId: 'e9', state: 'awaiting-review' })
    for (const entry of [secret, waiting])
      expect(outcomeOf(confirming({ existing: { entry, contactIds: ['another'] } }))).toEqual({
        entryId: 'e1',
        status: 'awaiting-review',
        next: 'awaiting-review',
      })
    const entry = anEntry({ entryId: 'e9' })
    expect(outcomeOf(confirming({ existing: { entry, contactIds: ['another'] } }))).toEqual({
      entryId: 'e9',
      status: 'claim',
      next: 'claim',
    })
  })

  it('changes a known person’s digests only when it says something about them', () => {
    const known = { ...submitted().contact, contactId: 'hash', digest: 'monthly' as const }
    expect(confirming({ known }, aSurvey({ digest: undefined }))).toMatchObject({
      contact: { digest: 'monthly' },
    })
    expect(confirming({ known }, aSurvey({ digest: 'never' }))).toMatchObject({
      contact: { digest: 'never' },
    })
    expect(confirming({}, aSurvey({ digest: undefined }))).toMatchObject({ contact: { digest: 'never' } })
  })

  it('assumes the form’s language where none is stated, and says so', () => {
    expect(confirming({}, aSurvey({ languages: undefined }))).toMatchObject({
      entry: { languages: ['en'], languagesAssumed: true },
    })
  })

  it('leads to the entry only where everybody may see something of it', () => {
    const hidden = aSurvey({ items: [{ direction: 'offer', theme: 'tourism', description: 'Quiet routes' }] })
    expect(outcomeOf(confirming())).toEqual({ entryId: 'e1', status: 'public', next: 'public' })
    expect(outcomeOf(confirming({}, hidden))).toEqual({ entryId: 'e1', status: 'public', next: 'kept' })
    expect(outcomeOf(confirming({ review: 'before-publishing' }))).toMatchObject({ next: 'awaiting-review' })
  })

  it('keeps an entry for a year', () => {
    expect(confirming()).toMatchObject({ entry: { until: '2027-11-23' } })
  })
})

describe('an authority is one and the same', () => {
  it.each([
    ['Kraków', ' KRAKOW '],
    ['Łódź', 'ŁÓDŹ'],
    ['Aix-en-Provence', 'Aix en Provence'],
    ['بلدية زليتن', 'بلديّة زليتن'],
  ])('as %s and as %s', (one, other) => {
    expect(foldedAuthorityName(one)).toBe(foldedAuthorityName(other))
  })

  const utrecht = { country: 'NL', place: 'geonames:2745912' } as const
  it.each([
    ['the same town under two names', {}, { name: 'City of Utrecht' }, true],
    ['the same name where one says no place', {}, { place: undefined }, true],
    ['the same name where one says no tier', {}, { tier: 'region' }, true],
    ['town and region of one name', { tier: 'municipality' }, { tier: 'region' }, false],
    ['two places of one name', {}, { place: 'geonames:702550' }, false],
    [
      'two companies of one town',
      { tier: 'municipal-company' },
      { name: 'Waste', tier: 'municipal-company' },
      false,
    ],
    ['one name in two countries', {}, { country: 'BE' }, false],
  ] as const)('or not: %s', (_, one, other, same) => {
    const [a, b] = [one, other].map((stated) => ({ ...utrecht, name: 'Utrecht', ...stated }))
    if (!a || !b) throw new Error('two are compared')
    expect(isSameAuthority(a, b)).toBe(same)
    expect(isSameAuthority(b, a)).toBe(same)
  })
})

describe('of two choices about digests the later holds:', () => {
  const confirmedWith = (digest: string | undefined, known: Partial<Contact>, chosenAt?: string) => {
    const { submission, contact } = submitted(aSurvey({ digest }))
    const result = confirm({
      submission,
      contact: { ...contact, ...(chosenAt && { digestChosenAt: chosenAt }) },
      existing: undefined,
      known: aContact({ contactId: contact.addressHash, ...known }),
      newEntryId: 'e1',
      review: 'at-once',
      now: '2026-11-25T10:00:00.000Z',
    })
    return result.kind === 'claim' ? undefined : [result.contact.digest, result.contact.digestChosenAt]
  }
  const before = '2026-11-22T10:00:00.000Z'
  const after = '2026-11-24T10:00:00.000Z'

  it('older answers do not subscribe again whoever has unsubscribed since', () => {
    expect(confirmedWith('weekly', { digest: 'never', digestChosenAt: after })).toEqual(['never', after])
  })

  it('younger answers do', () => {
    expect(confirmedWith('weekly', { digest: 'never', digestChosenAt: before })).toEqual(['weekly', now])
  })

  it('answers that say nothing change nothing', () => {
    expect(confirmedWith(undefined, { digest: 'weekly', digestChosenAt: before })).toEqual(['weekly', before])
  })

  it('choices without a date, from before there were dates, yield to what is stated', () => {
    expect(confirmedWith('weekly', { digest: 'never' })).toEqual(['weekly', now])
    expect(confirmedWith(undefined, { digest: 'monthly' })).toEqual(['monthly', undefined])
    const { submission, contact } = submitted()
    const { digestChosenAt: _, ...undated } = contact
    const known = aContact({ digest: 'never', digestChosenAt: after })
    const result = confirm({
      submission,
      contact: undated,
      existing: undefined,
      known,
      newEntryId: 'e1',
      review: 'at-once',
      now: after,
    })
    expect(result).toMatchObject({ contact: { digest: 'never', digestChosenAt: after } })
  })
})
