import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fallbackLanguage, type Language, languages } from '../../../shared/messages/languages.ts'
import { messagesIn } from '../../../shared/messages/messages.ts'
import { catalogueNames, catalogueOf, namesIn, partsOf, textsOf } from '../../support/catalogues.ts'

const root = join(import.meta.dirname, '../../..')
const names = catalogueNames
const texts = new Map(languages.map((language) => [language, textsOf(language)]))
const keysOf = (language: Language) => Object.keys(texts.get(language) ?? {})
const text = (language: Language, key: string) => texts.get(language)?.[key] ?? ''

/** The code that shows texts, without its comments. */
const code = ['shared', 'functions']
  .flatMap((top) => readdirSync(join(root, top), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
  .map((source) => source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''))
  .join('\n')

const inCatalogue = `(?:${names.join('|')})\\.`
const literals = [...code.matchAll(new RegExp(`'(${inCatalogue}[a-z0-9.-]+)'`, 'g'))].map(
  (found) => found[1] ?? '',
)
/** Keys made of parts, as patterns: `site.format.${id}` is any key under `site.format.`. */
const templates = [...code.matchAll(new RegExp(`\`(${inCatalogue}[^\`]*)\``, 'g'))].map(
  (found) => found[1] ?? '',
)
/** A code's own text: whatever a rule throws. It is judged by the codes below, not by this pattern. */
const ofCodes = /^failures\.\$\{[^}]*\}$/
const patterns = templates
  .filter((template) => template.includes('${') && !ofCodes.test(template))
  .map((template) => ({
    template,
    pattern: new RegExp(
      `^${template
        .split(/\$\{[^}]*\}/)
        .map((fixed) => fixed.replaceAll('.', '\\.'))
        .join('[a-z0-9.-]+')}$`,
    ),
  }))

/** The codes that rules throw, in the ways our code writes them. */
const codesThrown = [
  ...[...code.matchAll(/new Failure\(\s*'[a-z-]+',\s*'([a-z-]+)'/g)],
  ...[...code.matchAll(/z\.(?:minLength|maxLength|email|regex)\((?:[^()']|\([^()]*\))*'([a-z-]+)'\)/g)],
  ...[...code.matchAll(/pointer[^}\n]*\bcode: '([a-z-]+)'/g)],
].map((found) => `failures.${found[1]}`)

const isUsed = (key: string): boolean =>
  literals.includes(key) ||
  patterns.some(({ pattern }) => pattern.test(key)) ||
  // A rule's code stands somewhere in the code as it is.
  (key.startsWith('failures.') && code.includes(`'${key.slice('failures.'.length)}'`))

describe('the texts', () => {
  test('are looked at: there are catalogues, code and keys', () => {
    expect(names.length).toBeGreaterThan(3)
    expect(keysOf('en').length).toBeGreaterThan(100)
    expect(literals.length).toBeGreaterThan(50)
    expect(patterns.length).toBeGreaterThan(2)
    expect(codesThrown.length).toBeGreaterThan(10)
  })

  test('exist in every language for every key, each in the catalogue that its key names', () => {
    for (const language of languages) {
      expect(namesIn(`catalogs/${language}`)).toEqual(names)
      expect(keysOf(language).sort()).toEqual(keysOf(fallbackLanguage).sort())
      for (const name of names)
        expect(Object.keys(catalogueOf(language, name)).filter((key) => !key.startsWith(`${name}.`))).toEqual(
          [],
        )
    }
  })

  test('are all there that the code asks for', () => {
    const t = messagesIn('en')
    // A file's name is no key.
    const asked = [...literals, ...codesThrown].filter((key) => !/\.(json|ts|tsx|csv)$/.test(key))
    expect([...new Set(asked)].filter((key) => !t.has(key))).toEqual([])
    expect(
      patterns
        .filter(({ pattern }) => !keysOf('en').some((key) => pattern.test(key)))
        .map(({ template }) => template),
    ).toEqual([])
  })

  test('are all used', () => {
    expect(keysOf('en').filter((key) => !isUsed(key))).toEqual([])
  })

  test('show the same values in every language, and need none that the others do not have', () => {
    const differing = keysOf('en').filter((key) =>
      languages.some((language) => {
        const [mine, english] = [
          partsOf(text(language, key), language),
          partsOf(text(fallbackLanguage, key), fallbackLanguage),
        ]
        return (
          [...english.shown].some((name) => !mine.all.has(name)) ||
          [...mine.all].some((name) => !english.all.has(name))
        )
      }),
    )
    expect(differing).toEqual([])
  })

  test('have every plural form of their language, or one for all', () => {
    const lacking = languages.flatMap((language) => {
      const rules = new Intl.PluralRules(language)
      const forms = rules.resolvedOptions().pluralCategories
      // A number by itself stands for a form that holds for it alone: =1 in English, but not in Ukrainian (21, 31 …).
      const exactly = (form: string): string | undefined => {
        const numbers = Array.from({ length: 200 }, (_, n) => n).filter((n) => rules.select(n) === form)
        return numbers.length === 1 ? `=${numbers[0]}` : undefined
      }
      return keysOf(language).filter((key) =>
        partsOf(text(language, key), language).plurals.some(
          (named) =>
            named.join() !== 'other' &&
            forms.some((form) => !named.includes(form) && !named.includes(exactly(form) ?? form)),
        ),
      )
    })
    expect(lacking).toEqual([])
  })
})

describe('a text', () => {
  test('is filled in as its language writes numbers', () => {
    expect(messagesIn('en')('failures.too-long', { most: 1600 })).toBe('Use at most 1,600 characters.')
    expect(messagesIn('ar')('failures.too-long', { most: 2 })).toContain('حرفان')
  })

  test('that nobody wrote is a defect, told by its key', () => {
    expect(() => messagesIn('ar')('pages.nothing')).toThrow("no message 'pages.nothing'")
    expect(() => messagesIn('en')('../../secrets.x')).toThrow('no catalogue')
    expect(messagesIn('en').has('pages.nothing')).toBe(false)
  })
})
