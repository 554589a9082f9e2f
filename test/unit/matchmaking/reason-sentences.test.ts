import { describe, expect, it } from 'vitest'
import { type FitSide, fitOf } from '../../../shared/matchmaking/fit.ts'
import { exclusionSentence, reasonSentence } from '../../../shared/matchmaking/reason-sentences.ts'
import { exclusions, terms } from '../../../shared/matchmaking/suggestion.ts'
import { type Language, languages } from '../../../shared/messages/languages.ts'
import { messagesIn } from '../../../shared/messages/messages.ts'
import { kranj, ohrid } from '../../support/matchmaking.ts'
import { registerOf } from '../../support/register-entries.ts'
import { suggestionsFor } from '../../support/suggestions.ts'

const sentencesIn = (language: (typeof languages)[number]) => {
  const [request] = ohrid.items
  if (!request) throw new Error('Ohrid asks for something')
  const { items } = suggestionsFor({ item: request, entry: ohrid }, registerOf(kranj, ohrid), {
    viewer: 'visitor',
    now: '2026-11-23T12:00:00.000Z',
  })
  return items.map(({ reasons }) => reasons.map((reason) => reasonSentence(reason, messagesIn(language))))
}

describe('the reasons for Kranj and Ohrid', () => {
  it('read well in English', () => {
    expect(sentencesIn('en')).toMatchInlineSnapshot(`
      [
        [
          "Both are about waste management",
          "The descriptions have much in common",
          "Both work in English and Croatian",
          "Everything that is asked for is offered: study visits",
          "Both authorities are of similar size",
          "The request names Slovenia as a country to learn from",
          "The offer names North Macedonia as a country to help",
          "Two past projects on waste management",
          "Nothing stated about dates: counts as neutral",
          "Help can go both ways: a request and an offer on culture, heritage and sport fit, too",
        ],
      ]
    `)
  })

  it('read well in Arabic', () => {
    expect(sentencesIn('ar')).toMatchInlineSnapshot(`
      [
        [
          "كلاهما عن موضوع واحد: إدارة النفايات",
          "بين الوصفين قواسم مشتركة كثيرة",
          "لغات العمل المشتركة: الإنجليزية والكرواتية",
          "كل ما طُلب من أشكال التعاون معروض: الزيارات الدراسية",
          "السلطتان متقاربتان في عدد السكان",
          "من البلدان التي يذكرها الطلب للتعلّم منها: سلوفينيا",
          "من البلدان التي يذكرها العرض لمساعدتها: مقدونيا الشمالية",
          "مشروعان سابقان في إدارة النفايات",
          "لم تُذكر مواعيد، ويُحسب ذلك محايدًا",
          "يمكن أن تكون المساعدة متبادلة، إذ يتناسب طلب وعرض آخران في الثقافة والتراث والرياضة",
        ],
      ]
    `)
  })
})

const asNeutral: Readonly<Record<Language, RegExp>> = {
  en: /counts as neutral$/,
  fr: /compte comme neutre$/,
  uk: /враховано нейтрально$/,
  ar: /محايدًا$/,
}

describe('sentences', () => {
  it('say of every term that it is not stated and counts as neutral', () => {
    for (const language of languages)
      for (const term of terms.filter((each) => each !== 'theme' && each !== 'return')) {
        const sentence = reasonSentence({ term, value: -1, stated: false }, messagesIn(language))
        expect(sentence).toMatch(asNeutral[language])
      }
  })

  it('are there for every grounds', () => {
    for (const language of languages) {
      const t = messagesIn(language)
      const say = (term: (typeof terms)[number], grounds: Parameters<typeof reasonSentence>[0]['grounds']) =>
        reasonSentence({ term, value: -1, stated: true, ...(grounds && { grounds }) }, t)
      const said = [
        say('theme', { kind: 'theme', request: 'tourism', offer: 'rural-development' }),
        ...[0, 0.1, 0.3, 0.6].map((cosine) => say('description', { kind: 'description', cosine })),
        reasonSentence(
          {
            term: 'description',
            value: -1,
            stated: false,
            grounds: { kind: 'description', languages: ['cnr', 'sq'] },
          },
          t,
        ),
        say('languages', { kind: 'languages', common: [] }),
        say('formats', { kind: 'formats', shared: ['online'], asked: 2 }),
        say('formats', { kind: 'formats', shared: [], asked: 2 }),
        ...[0, 1].map((classes) => say('population', { kind: 'population', classes })),
        ...[1, 2, 5].flatMap((classes) =>
          (['request', 'offer'] as const).map((larger) =>
            say('population', { kind: 'population', classes, larger }),
          ),
        ),
        ...(['requester-countries', 'offerer-countries'] as const).flatMap((term) =>
          [true, false].map((wished) => say(term, { kind: 'countries', country: 'XK', wished })),
        ),
        ...[1, 2, 3, 11, 100].map((count) =>
          say('evidence', { kind: 'evidence', count, theme: 'fisheries' }),
        ),
        ...[0, 2].map((shared) => say('availability', { kind: 'availability', shared, asked: 4 })),
        say('return', { kind: 'return', theme: 'e-services' }),
      ]
      expect(new Set(said).size).toBe(said.length)
      for (const sentence of said) expect(sentence).toMatch(/^[^{}]+[^.{}]$/u)
    }
  })

  it('say of one format that it is offered, of several that they are', () => {
    const some = (...shared: ('online' | 'training')[]) =>
      reasonSentence(
        { term: 'formats', value: -1, stated: true, grounds: { kind: 'formats', shared, asked: 3 } },
        messagesIn('en'),
      )
    expect(some('online')).toBe('1 of 3 formats asked for is offered: online exchange')
    expect(some('online', 'training')).toBe(
      '2 of 3 formats asked for are offered: online exchange and training',
    )
  })

  it('begin a theme with a small letter, but leave an abbreviation as it is written', () => {
    const about = (theme: 'eu-integration' | 'tourism') =>
      reasonSentence(
        { term: 'theme', value: 0, stated: true, grounds: { kind: 'theme', request: theme, offer: theme } },
        messagesIn('en'),
      )
    expect(about('eu-integration')).toBe('Both are about EU integration')
    expect(about('tourism')).toBe('Both are about tourism')
  })

  it.each([
    [30_000, 90_000, 'Both authorities are of similar size'],
    [30_000, 500_000, 'The offer comes from an authority one size class larger'],
    [500_000, 30_000, 'The request comes from an authority one size class larger'],
    [6_000, 300_000, 'The offer comes from a clearly larger authority'],
    [2_000_000, 4_000, 'The request comes from a much larger authority'],
  ])('say of %d and %d inhabitants what is true: %s', (request, offer, sentence) => {
    const side = (population: number): FitSide => ({
      theme: 'tourism',
      formats: [],
      countries: [],
      languages: [],
      languagesAssumed: false,
      population,
    })
    const fit = fitOf(side(request), side(offer), () => undefined)
    const reason = 'reasons' in fit && fit.reasons.find(({ term }) => term === 'population')
    expect(reason && reasonSentence(reason, messagesIn('en'))).toBe(sentence)
  })

  it('are there for every exclusion and count', () => {
    for (const language of languages)
      for (const reason of exclusions)
        for (const count of [1, 2, 3, 11, 100])
          for (const direction of ['offer', 'request'] as const)
            expect(exclusionSentence({ reason, count }, direction, messagesIn(language))).toMatch(/^[^{}]+$/u)
    expect(exclusionSentence({ reason: 'no-common-language', count: 3 }, 'offer', messagesIn('en'))).toBe(
      '3 offers have no language in common',
    )
    expect(exclusionSentence({ reason: 'theme', count: 1 }, 'request', messagesIn('en'))).toBe(
      '1 request is on other themes',
    )
    expect(exclusionSentence({ reason: 'theme', count: 2 }, 'request', messagesIn('ar'))).toBe(
      'طلبان في موضوعات أخرى',
    )
  })
})
