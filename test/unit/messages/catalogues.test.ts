import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { fallbackLanguage, type Language, languages } from '../../../shared/messages/languages.ts'
import { messagesIn } from '../../../shared/messages/messages.ts'

const root = join(import.meta.dirname, '../../..')
const folder = (language: string) => join(root, 'shared/messages/catalogs', language)

const names = readdirSync(folder(fallbackLanguage)).map((file) => file.replace('.json', ''))
const catalogue = (language: Language, name: string): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(join(folder(language), `${name}.json`), 'utf8'))
const keysOf = (language: Language) => names.flatMap((name) => Object.keys(catalogue(language, name)))
const texts = new Map(
  languages.map((language) => [
    language,
    Object.assign({}, ...names.map((name) => catalogue(language, name))) as Record<string, string>,
  ]),
)
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

/**
 * The values of a text: those it shows, and all, with those that only choose between words (a verb's number, say,
 * which another language may not need); and the plural forms that it has.
 */
const partsOf = (language: Language, key: string) => {
  const all = new Set<string>()
  const shown = new Set<string>()
  const plurals: string[][] = []
  type Node = {
    type: number
    value?: string
    options?: Record<string, { value: Node[] }>
    pluralType?: string
  }
  const visit = (nodes: readonly Node[]): void => {
    for (const node of nodes) {
      // In the syntax tree 0 is text, 5 a select, 6 a plural and 7 its #.
      if (node.type !== 0 && node.type !== 7 && node.value !== undefined) {
        all.add(node.value)
        const choices = Object.values(node.options ?? {}).flatMap(({ value }) => value)
        if (node.type < 5 || choices.some(({ type }) => type === 7)) shown.add(node.value)
      }
      if (node.type === 6) plurals.push(Object.keys(node.options ?? {}))
      for (const option of Object.values(node.options ?? {})) visit(option.value)
    }
  }
  visit(
    new IntlMessageFormat(text(language, key), language, undefined, { ignoreTag: true }).getAst() as Node[],
  )
  return { all, shown, plurals }
}

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
      expect(readdirSync(folder(language)).sort()).toEqual(names.map((name) => `${name}.json`).sort())
      expect(keysOf(language).sort()).toEqual(keysOf(fallbackLanguage).sort())
      for (const name of names)
        expect(Object.keys(catalogue(language, name)).filter((key) => !key.startsWith(`${name}.`))).toEqual(
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
        const [mine, english] = [partsOf(language, key), partsOf(fallbackLanguage, key)]
        return (
          [...english.shown].some((name) => !mine.all.has(name)) ||
          [...mine.all].some((name) => !english.all.has(name))
        )
      }),
    )
    expect(differing).toEqual([])
  })

  test('have every plural form of their language, or one for all', () => {
    const exact: Readonly<Record<string, string>> = { zero: '=0', one: '=1', two: '=2' }
    const lacking = languages.flatMap((language) => {
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
      return keysOf(language).filter((key) =>
        partsOf(language, key).plurals.some(
          (named) =>
            named.join() !== 'other' &&
            forms.some((form) => !named.includes(form) && !named.includes(exact[form] ?? form)),
        ),
      )
    })
    expect(lacking).toEqual([])
  })

  test('are Arabic where they should be', () => {
    const withoutArabic = keysOf('ar').filter((key) => !/\p{Script=Arabic}/u.test(text('ar', key)))
    // Nothing but placeholders and signs.
    expect(withoutArabic.filter((key) => /\p{L}/u.test(text('ar', key).replace(/\{[^}]*\}/g, '')))).toEqual(
      [],
    )
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
