import { describe, expect, it } from 'vitest'
import { parseInput } from '../../../shared/http/parse-input.ts'
import { hiddenOf } from '../../../shared/my/renewal.ts'
import { letterOf } from '../../../shared/notices/letters.ts'
import type { Notice } from '../../../shared/notices/notice.ts'
import type { Entry } from '../../../shared/register/entry.ts'
import { type Decision, review } from '../../../shared/secretariat/review.ts'
import { confirm } from '../../../shared/survey/confirmation.ts'
import { object } from '../../../shared/survey/objection.ts'
import { revisedEntry } from '../../../shared/survey/revision.ts'
import { newSubmission } from '../../../shared/survey/submission.ts'
import { surveySchema } from '../../../shared/survey/survey-schema.ts'
import { anEntry } from '../../support/builders.ts'
import { aContact } from '../../support/notices.ts'
import { aSite } from '../../support/requests.ts'
import { aSurvey } from '../../support/surveys.ts'

const now = '2026-11-25T10:00:00.000Z'
const today = '2026-11-25'
const objectedTo = (entry: Entry): Entry =>
  object({
    acting: { actingId: 's1', entryId: entry.entryId, by: 'c1', named: 'n1', state: 'told', toldAt: now },
    entry,
    people: [],
    words: '',
    now,
  }).entryAfter
const decided = (entry: Entry, decision: Decision) =>
  review({ entry, decision, words: '', contacts: [aContact()], who: 'u1', now })
const published = (entry: Entry): Entry => decided(entry, 'publish').after
/** The entry after its people answered again, from the survey's first page and from their own one. */
const answeredAgain = (entry: Entry): readonly Entry[] => {
  const { submission, contact } = newSubmission(parseInput(surveySchema(), aSurvey()), {
    submissionId: 's2',
    contactId: 'c2',
    language: 'en',
    now,
    addressKey: 'key',
  })
  const existing = { entry, contactIds: [contact.addressHash] }
  const given = { submission, contact, existing, known: undefined, newEntryId: 'e2', now }
  return [confirm({ ...given, review: 'at-once' }).entry, revisedEntry(entry, submission, now)]
}

const expired = (state: 'public' | 'paused') =>
  hiddenOf(anEntry({ state, until: '2026-11-24' }), today) as Entry

describe('an entry that somebody objected to', () => {
  it.each([
    ['public', anEntry({ state: 'public' })],
    ['paused', anEntry({ state: 'paused' })],
    ['expired', expired('public')],
    ['expired while it was paused', expired('paused')],
  ])('and that was %s waits, and is as it was once it is published', (_, entry) => {
    const waiting = objectedTo(entry)
    expect(waiting).toMatchObject({ state: 'awaiting-review', objectedAt: now })
    const { revision, updatedAt, ...was } = entry
    const { revision: __, updatedAt: ___, ...is } = published(waiting)
    expect(is).toEqual(was)
    // A second one named objects while it waits.
    expect(published(objectedTo(waiting)).state).toBe(entry.state)
  })

  it('keeps its pause when it is answered again, and does not expire again', () => {
    const again = (entry: Entry) => [
      ...new Set(answeredAgain(objectedTo(entry)).map((each) => published(each).state)),
    ]
    expect(again(anEntry({ state: 'public' }))).toEqual(['public'])
    expect(again(anEntry({ state: 'paused' }))).toEqual(['paused'])
    expect(again(expired('public'))).toEqual(['public'])
    expect(again(expired('paused'))).toEqual(['paused'])
  })

  it('and that had been returned is looked at once answered again, also where a stage publishes at once', () => {
    const returned = objectedTo(anEntry({ state: 'returned' }))
    expect(returned.state).toBe('returned')
    for (const again of answeredAgain(returned)) {
      expect(again).toMatchObject({ state: 'awaiting-review', objectedAt: now })
      expect(published(again)).not.toHaveProperty('objectedAt')
    }
  })

  it('keeps nothing of it when it was stored before states were kept, or is returned', () => {
    const waiting = anEntry({ state: 'awaiting-review', objectedAt: now })
    expect(published(waiting)).toEqual(anEntry({ state: 'public' }))
    expect(decided(objectedTo(expired('paused')), 'return').after).not.toHaveProperty('stateBefore')
  })

  it.each(['en', 'fr', 'uk', 'ar'] as const)(
    'is not called public in the mail in %s when it is paused',
    (language) => {
      const letterAfter = (entry: Entry) => {
        const [notice] = decided(objectedTo(entry), 'publish').notices as Notice<'entry-published'>[]
        if (!notice) throw new Error('nobody was told')
        return letterOf(aSite, { ...notice, language }, undefined).letter
      }
      const [paused, shown] = [anEntry({ state: 'paused' }), anEntry({ state: 'public' })].map(letterAfter)
      expect(paused?.subject).not.toBe(shown?.subject)
      expect(JSON.stringify(paused)).not.toContain('mails.')
    },
  )
})
