import { describe, expect, test } from 'vitest'
import { isMarked, markedAs, runsOf, withoutMarks } from '../../../shared/messages/fallback-marks.ts'
import { isolated } from '../../../shared/messages/isolate.ts'
import type { Language } from '../../../shared/messages/languages.ts'
import { messagesIn } from '../../../shared/messages/messages.ts'
import { withMarkedLanguages } from '../../../shared/pages/marked-languages.ts'
import { pageContextOf, renderPage } from '../../../shared/pages/page.tsx'
import { aRequest, aSite } from '../../support/requests.ts'

/** A language that nobody has translated anything into yet. */
const untranslated = 'sq' as Language

describe('a text without a translation', () => {
  test('is said in English', () => {
    expect(messagesIn(untranslated)('pages.home')).toBe('Go to the home page')
  })

  test('tells its language where pages are made of it, and only there', () => {
    const text = messagesIn(untranslated, { marked: true })('pages.home')
    expect(runsOf(text)).toEqual([{ text: 'Go to the home page', language: 'en' }])
    expect(withoutMarks(text)).toBe('Go to the home page')
    expect(isMarked(messagesIn('fr', { marked: true })('pages.home'))).toBe(false)
  })

  test('keeps its mark inside a sentence of the page, and one inside the other is one', () => {
    const inner = markedAs('en', 'Waste')
    expect(runsOf(`Тема: ${inner}.`)).toEqual([
      { text: 'Тема: ' },
      { text: 'Waste', language: 'en' },
      { text: '.' },
    ])
    expect(runsOf(markedAs('en', `Theme: ${inner}.`))).toEqual([{ text: 'Theme: Waste.', language: 'en' }])
  })

  test('with half a mark, or a language that is none, is shown as it is', () => {
    expect(runsOf('\ufdd2a\ufdd0')).toEqual([{ text: 'a' }])
    expect(runsOf(`\ufdd0xx\ufdd1a\ufdd2b`)).toEqual([{ text: 'ab' }])
  })
})

describe('a document', () => {
  const waste = markedAs('en', 'Waste')
  test.each([
    [`<p>${waste}</p>`, '<p><span lang="en" dir="ltr">Waste</span></p>'],
    [`<p>نص ${waste}!</p>`, '<p>نص <span lang="en" dir="ltr">Waste</span>!</p>'],
    [`<option value="a">${waste}</option>`, '<option value="a" lang="en" dir="ltr">Waste</option>'],
    [`<title>${waste} · Register</title>`, '<title>Waste · Register</title>'],
    [
      `<nav aria-label="${waste} > x"><a>${waste}</a></nav>`,
      '<nav aria-label="Waste > x"><a><span lang="en" dir="ltr">Waste</span></a></nav>',
    ],
    [
      `<style>p { width < 3 }</style>${waste}`,
      '<style>p { width < 3 }</style><span lang="en" dir="ltr">Waste</span>',
    ],
  ])('%s says which of its texts are in another language', (rendered, marked) => {
    expect(withMarkedLanguages(rendered)).toBe(marked)
  })

  test('in which all is translated stays as it is', () => {
    expect(withMarkedLanguages('<p lang="fr">Déchets</p>')).toBe('<p lang="fr">Déchets</p>')
  })

  test('of a page in a language without translations labels every text as English, and shows no mark', () => {
    const t = messagesIn(untranslated, { marked: true })
    const page = renderPage(pageContextOf(aSite, aRequest({ language: untranslated, t })), {
      title: t('pages.search'),
      main: <h1>{t('pages.search')}</h1>,
    })
    expect(page).toContain(`<html lang="sq" dir="ltr">`)
    expect(page).toContain('<h1><span lang="en" dir="ltr">Search</span></h1>')
    expect(page).not.toMatch(/[\ufdd0-\ufdef]/)
  })
})

describe('a name inside a sentence', () => {
  test('is left as it is where it only chooses between words', () => {
    const said = (larger: string) => messagesIn('ar')('matchmaking.reason.population.larger', { larger })
    expect(said('offer')).not.toBe(said('request'))
    expect(said('offer')).not.toContain('\u2068')
  })

  test.each([
    ['Gemeente Utrecht', 'ar', true],
    ['بلدية زليتن', 'ar', false],
    ['بلدية زليتن', 'uk', true],
    ['Zliten · بلدية زليتن', 'fr', true],
    ['Zliten · بلدية زليتن', 'ar', true],
    ['Львів', 'fr', false],
    ['2026', 'ar', false],
  ])('%s in %s is isolated: %s', (name, language, isolates) => {
    expect(isolated(name, language)).toBe(isolates ? `\u2068${name}\u2069` : name)
  })

  test('does not drag the signs beside it to the other side', () => {
    expect(messagesIn('ar')('mails.digest.peer', { peer: 'Gemeente Utrecht', country: 'هولندا' })).toBe(
      '\u2068Gemeente Utrecht\u2069، هولندا',
    )
  })
})
