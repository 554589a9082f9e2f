import { describe, expect, test } from 'vitest'
import { parseInput } from '../../../shared/http/parse-input.ts'
import { languages } from '../../../shared/messages/languages.ts'
import { messagesIn } from '../../../shared/messages/messages.ts'
import { consentsPage } from '../../../shared/my/consents-page.tsx'
import { consentsView } from '../../../shared/my/consents-view.ts'
import { pageContextOf } from '../../../shared/pages/page.tsx'
import {
  allowing,
  chosen,
  consentsKept,
  numbersKept,
  permissions,
  permissionText,
  wordsInForce,
} from '../../../shared/survey/consent.ts'
import { newSubmission } from '../../../shared/survey/submission.ts'
import { surveySchema } from '../../../shared/survey/survey-schema.ts'
import { aChoice } from '../../support/consents.ts'
import { aContact } from '../../support/notices.ts'
import { aRequest, aSite } from '../../support/requests.ts'
import { aSurvey } from '../../support/surveys.ts'

/** What people have agreed to, by version. Never change a line: write the next version below it instead. */
const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'digest.1.weekly': {
    en: 'Mail me new peers that fit, once a week at most',
    fr: 'M’envoyer les nouveaux homologues qui me correspondent, une fois par semaine au plus',
    uk: 'Повідомляти мені про нових відповідних партнерів не частіше ніж раз на тиждень',
    ar: 'أرسلوا إليّ النظراء الجدد المناسبين، مرة في الأسبوع على الأكثر',
  },
  'digest.1.monthly': {
    en: 'Mail me new peers that fit, once a month at most',
    fr: 'M’envoyer les nouveaux homologues qui me correspondent, une fois par mois au plus',
    uk: 'Повідомляти мені про нових відповідних партнерів не частіше ніж раз на місяць',
    ar: 'أرسلوا إليّ النظراء الجدد المناسبين، مرة في الشهر على الأكثر',
  },
}

describe('the words of a permission', () => {
  test('are for good: each version that was ever in force still says what people agreed to', () => {
    const said = Object.fromEntries(
      permissions.flatMap((permission) =>
        Array.from({ length: wordsInForce[permission] }, (_, n) => n + 1).flatMap((version) =>
          allowing.map((choice) => [
            `${permission}.${version}.${choice}`,
            Object.fromEntries(
              languages.map((language) => [
                language,
                permissionText(messagesIn(language), permission, choice, version),
              ]),
            ),
          ]),
        ),
      ),
    )
    expect(said).toEqual(words)
  })
})

describe('a choice', () => {
  const never = aContact({ digest: 'never' })

  test('is written down with the words, the language, the time and how it was made', () => {
    const choice = aChoice({ digest: 'weekly', language: 'ar', by: 'survey', confirmedAt: '2026-11-25' })
    const { contact, consent } = chosen(never, choice)
    expect(contact).toMatchObject({
      digest: 'weekly',
      digestChosenAt: choice.at,
      digestWords: 1,
      consents: 1,
    })
    expect(consent).toEqual({
      contactId: never.contactId,
      number: 1,
      permission: 'digest',
      choice: 'weekly',
      words: 1,
      language: 'ar',
      at: choice.at,
      by: 'survey',
      confirmedAt: '2026-11-25',
    })
  })

  test('that changes nothing is dated, but not written down', () => {
    const { contact, consent } = chosen(never, aChoice())
    expect(consent).toBeUndefined()
    expect(contact).toEqual({ ...never, digestChosenAt: aChoice().at })
  })

  test('of the same in other words is another one; what is taken back is taken back in its own words', () => {
    const first = chosen(never, aChoice({ digest: 'weekly' })).contact
    expect(chosen(first, aChoice({ digest: 'weekly' })).consent).toBeUndefined()
    const second = chosen(first, aChoice({ digest: 'weekly', words: 2 }))
    expect(second.consent).toMatchObject({ number: 2, words: 2 })
    expect(chosen(first, aChoice({ words: 2 })).consent).toMatchObject({ choice: 'never', words: 1 })
  })

  test('is never dated before the one that it follows', () => {
    const later = aContact({ digestChosenAt: '2026-11-30T09:00:00.000Z' })
    expect(chosen(later, aChoice({ by: 'bounce' }))).toMatchObject({
      contact: { digest: 'never', digestChosenAt: '2026-11-30T09:00:00.000Z' },
      consent: { at: '2026-11-30T09:00:00.000Z' },
    })
  })

  test('is kept among the last ones', () => {
    expect(numbersKept({})).toEqual([])
    expect(numbersKept({ consents: 2 })).toEqual([1, 2])
    expect(numbersKept({ consents: 100 })).toHaveLength(consentsKept)
    expect(numbersKept({ consents: 100 }).at(-1)).toBe(100)
  })
})

test('answers that say nothing of digests allow nothing; those that do name the words', () => {
  const given = {
    submissionId: 's',
    contactId: 'c',
    language: 'fr',
    now: '2026-11-23',
    addressKey: 'k',
  } as const
  const { digest: _, ...silent } = aSurvey()
  const contactOf = (survey: unknown) => newSubmission(parseInput(surveySchema(), survey), given).contact
  expect(contactOf(silent)).toMatchObject({ digest: 'never', digestStated: false })
  expect(contactOf(silent)).not.toHaveProperty('digestWords')
  expect(contactOf({ ...silent, digest: 'weekly' })).toMatchObject({ digest: 'weekly', digestWords: 1 })
})

describe('what somebody allowed', () => {
  const t = messagesIn('en')

  test('is said in the words and the language in which they read it', () => {
    const before = aContact({ digest: 'never' })
    const { contact, consent } = chosen(before, aChoice({ digest: 'monthly', language: 'ar' }))
    const { permissions: shown, history } = consentsView(contact, consent ? [consent] : [], t)
    expect(shown).toMatchObject([
      { choice: 'monthly', allowed: { words: 1, text: words['digest.1.monthly']?.ar, language: 'ar' } },
    ])
    expect(history).toMatchObject([
      { choice: 'monthly', text: words['digest.1.monthly']?.ar, by: 'own-page' },
    ])
  })

  test('in words that have changed holds in the old ones, and is asked anew in those of today', () => {
    const view = consentsView(aContact({ digest: 'weekly' }), [], t)
    const asked = { words: 2, choices: [{ choice: 'weekly' as const, text: 'Mail me peers, weekly' }] }
    const page = consentsPage(pageContextOf(aSite, aRequest({ wants: 'html' })), {
      ...view,
      permissions: view.permissions.map((each) => ({ ...each, asked })),
    })
    expect(page).toContain(words['digest.1.weekly']?.en)
    expect(page).toContain('holds in the words above and in no others')
    expect(page).toContain('<input type="hidden" name="words" value="2"/>')
    expect(page).toMatch(/value="weekly"[^>]*>Mail me peers, weekly<\/button>/)
  })

  test('before choices were written down holds in the first words', () => {
    const view = consentsView(aContact({ digest: 'weekly', language: 'uk' }), [], t)
    expect(view.permissions).toMatchObject([
      { choice: 'weekly', allowed: { words: 1, text: words['digest.1.weekly']?.uk, language: 'uk' } },
    ])
    expect(view.permissions[0]?.allowed).not.toHaveProperty('at')
    expect(view.history).toEqual([])
  })
})
