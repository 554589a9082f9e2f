import { describe, expect, test } from 'vitest'
import { type Language, languages } from '../../../shared/messages/languages.ts'
import { wordsIn } from '../../../shared/programmes/programme.ts'
import { programmeIds, shippedProgramme } from '../../../shared/programmes/programmes.ts'
import { labelsIn, scopeNotesIn } from '../../../shared/themes/theme-words.ts'
import { textsOf } from '../../support/catalogues.ts'

/** The words of the programmes that are shipped. */
const shippedWords = (language: Language): readonly (readonly [string, string])[] =>
  programmeIds.flatMap((id) => {
    const { words, formats } = shippedProgramme(id)
    const named = formats === 'any' ? [] : formats.map(({ name }) => name)
    return [...Object.values(words), ...named].flatMap((each) =>
      each ? [[`words of ${id}`, wordsIn(each, language).text] as const] : [],
    )
  })

/** Every text of a language that people read: the catalogues, and the vocabulary's and the programmes' words. */
const allTexts = (language: Language): readonly (readonly [string, string])[] => [
  ...Object.entries(textsOf(language)),
  ...Object.entries(labelsIn(language)).map(([id, label]) => [`label of ${id}`, label] as const),
  ...Object.entries(scopeNotesIn(language)).map(([id, note]) => [`scope note of ${id}`, note] as const),
  ...shippedWords(language),
]

/** A text without its ICU syntax: what is inside `{name}` and between `{name, plural, one {` and `}` markers. */
const words = (text: string): string =>
  text.replace(/\{\w+(?:, \w+)?\}/g, '{}').replace(/\{\w+, (?:plural|select),(?: (?==?\w+ \{))?/g, '{')

type Rule = { readonly name: string; readonly breaks: RegExp }

const everywhere: readonly Rule[] = [
  { name: 'no space at an end or twice in a row', breaks: /^\s|\s$| {2}/ },
  { name: "the apostrophe ’, since ICU reads ' as its own", breaks: /(?<!s)'(?!s)/ },
  { name: 'the ellipsis …', breaks: /\.\.\./ },
]

/** What a printer in the language would correct, each with the sign or space to use. */
const rules: Readonly<Record<Language, readonly Rule[]>> = {
  en: [{ name: 'quotation marks ‘ ’', breaks: /["“”«»]/ }],
  fr: [
    { name: 'a narrow no-break space (U+202F) before ; ! ?', breaks: /[^\u202f;!?][;!?]/ },
    { name: 'a no-break space (U+00A0) before :', breaks: /[^\u00a0]:/ },
    { name: 'no-break spaces (U+00A0) inside « »', breaks: /«[^\u00a0]|[^\u00a0]»|["“”]/ },
    { name: 'a no-break space between a number and its unit', breaks: /\d (?:%|ko|Mo|px|€)/ },
  ],
  uk: [
    { name: 'quotation marks « »', breaks: /["“”„]/ },
    { name: 'a no-break space (U+00A0) before a dash —', breaks: / [-–—] |[^\u00a0]—/ },
    { name: 'a no-break space between a number and its unit', breaks: /\d (?:%|КБ|МБ|€)/ },
    { name: 'Ukrainian letters', breaks: /[ыэёъЫЭЁЪ]/ },
  ],
  ar: [
    { name: 'the Arabic comma ، semicolon ؛ and question mark ؟', breaks: /\p{Script=Arabic}\s*[,;?]/u },
    { name: 'quotation marks « »', breaks: /["“”]/ },
    { name: 'no Persian or Urdu letters', breaks: /[کیےۀھ]/ },
    { name: 'no letter stretched', breaks: /ـ(?![ :])/ },
  ],
}

const breaking = (language: Language, { breaks }: Rule): readonly string[] =>
  allTexts(language)
    .filter(([, text]) => breaks.test(words(text)))
    .map(([key, text]) => `${key}: ${text}`)

describe.each(languages)('a text in %s', (language) => {
  test.each([...everywhere, ...rules[language]])('keeps the rule: $name', (rule) => {
    expect(breaking(language, rule)).toEqual([])
  })
})

/** Texts that are rightly the same as in English, and why. */
const sameAsEnglish: Readonly<Record<string, string>> = {
  'fr mails.digest.peer': 'nothing but names',
  'uk mails.digest.peer': 'nothing but names',
  'fr pages.contact': 'a French word, too',
  'fr site.legal.contact.title': 'a French word, too',
  'fr pages.programmes': 'a French word, too',
  'fr programmes.title': 'a French word, too',
  'fr programmes.sources': 'a French word, too',
  'fr register.facet.programme': 'a French word, too',
  'fr survey.acquis.34': 'a French word, too',
  'fr programmes.limits': 'nothing but values',
  'uk programmes.limits': 'nothing but values',
  'ar programmes.limits': 'nothing but values',
  'uk pages.failure-at': 'nothing but values',
  'ar pages.failure-at': 'nothing but values',
}

/** Words that no language translates: names of things, formats and addresses. */
const untranslatable =
  /TAIEX|application\/[\w.+-]+|\S+@example\.org|Idempotency-Key|Amazon Web Services|EN 301 549|www\.\S+\.europa\.eu|Natural Earth|GeoNames|CC BY|Europa Component Library|EUPL|Gemeente Utrecht|Peer Register|\b(?:JSON|API|UTF-8|WCAG|AA|cookie|CSV|Atom|OpenID|AI)\b/g

describe('a translation', () => {
  const english = textsOf('en')
  const others = languages.filter((language) => language !== 'en')

  test('is no copy of the English, except where that is right', () => {
    const same = others.flatMap((language) =>
      Object.entries(textsOf(language))
        .filter(([key, text]) => text === english[key])
        .map(([key]) => `${language} ${key}`),
    )
    expect(same.sort()).toEqual(Object.keys(sameAsEnglish).sort())
  })

  test.each(others)('in %s has no English left in it', (language) => {
    const left =
      language === 'fr'
        ? /(?<!\p{L})(?:the|of|your|you|and|with|is|are|for|this|that|not|from)(?!\p{L})/iu
        : /[A-Za-z]{2,}/
    const found = Object.entries(textsOf(language))
      .map(([key, text]) => [key, justWords(text).replace(untranslatable, '')] as const)
      .filter(([, text]) => left.test(text))
      .map(([key, text]) => `${key}: ${text}`)
    expect(found).toEqual([])
  })
})

/** A text without placeholders, their kinds and the names of plural forms. */
const justWords = (text: string): string =>
  text
    .replace(/\{\w+(?:, (?:number|date|time)[^}]*)?\}/g, '')
    .replace(/\{\w+, (?:plural|select|selectordinal),/g, '{')
    .replace(/(?:=\d+|\w+) ?\{/g, '{')
