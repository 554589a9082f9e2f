import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../..')

/** Every source file below a folder, relative to the root, with its text and what it imports. */
const sourcesIn = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => {
      const path = relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')
      const text = readFileSync(join(root, path), 'utf8')
      const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
        (match) => match[1] ?? '',
      )
      const imports = specifiers.map((specifier) =>
        specifier.startsWith('.') ? join(dirname(path), specifier).split(sep).join('/') : specifier,
      )
      return { path, text, imports }
    })

const shared = sourcesIn('shared')
const functions = sourcesIn('functions')
const infra = sourcesIn('infra')
const test = sourcesIn('test')

/** The rooms of `shared` that touch the outside; everything else there is pure. */
const isPure = (path: string) => !/^shared\/(table|lambda)\//.test(path)
/**
 * Texts are read from disk, one file a language and feature, the themes' words, one a language and part, the rules
 * of programmes, one file each, the known places, one file, and the logos of stages. A bundle has the spellings of the themes' words beside itself.
 */
const mayReadDisk = (path: string) =>
  [
    'shared/messages/messages.ts',
    'shared/themes/theme-words.ts',
    'shared/register/theme-spellings.ts',
    'shared/register/place-spellings.ts',
    'shared/programmes/programmes.ts',
    'shared/places/known-places.ts',
    'shared/places/other-names.ts',
    'shared/site/logo.ts',
    'shared/pages/scripts.ts',
  ].includes(path)

const features = [
  'survey',
  'register',
  'matchmaking',
  'programmes',
  'notices',
  'digests',
  'my',
  'secretariat',
  'site',
]

const offences = (sources: typeof shared, isOffence: (path: string, imported: string) => boolean) =>
  sources.flatMap(({ path, imports }) =>
    imports.filter((imported) => isOffence(path, imported)).map((imported) => `${path} imports ${imported}`),
  )

describe('the architecture', () => {
  it('is looked at: there are files and imports to judge', () => {
    for (const sources of [shared, functions, infra, test]) {
      expect(sources.length).toBeGreaterThan(10)
      expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(20)
    }
  })

  it('lets dependencies point inwards: shared knows neither functions nor infra nor tests', () => {
    expect(offences(shared, (_, imported) => /^(functions|infra|test)\//.test(imported))).toEqual([])
  })

  it('lets functions use shared and their own feature alone', () => {
    const feature = (path: string) => path.split('/')[1]
    expect(
      offences(
        functions,
        (path, imported) =>
          /^(infra|test)\//.test(imported) ||
          (imported.startsWith('functions/') && feature(imported) !== feature(path)),
      ),
    ).toEqual([])
  })

  it('lets infra name functions by path only, and use of shared what is data', () => {
    expect(
      offences(
        infra,
        (_, imported) => /^(functions|test)\//.test(imported) || /^shared\/lambda\//.test(imported),
      ),
    ).toEqual([])
  })

  it('keeps pure files pure: no AWS, no middy, no table, no disk', () => {
    const outside = /^(@aws-sdk|@smithy|@middy|aws-lambda|aws-cdk-lib|shared\/table\/|shared\/lambda\/)/
    expect(
      offences(
        shared.filter(({ path }) => isPure(path)),
        (path, imported) =>
          outside.test(imported) ||
          (/^(node:)?(fs|http|https|net|child_process)/.test(imported) && !mayReadDisk(path)),
      ),
    ).toEqual([])
  })

  it('reads the environment in one place, and no clock or chance in pure files', () => {
    const reading = (pattern: RegExp, sources: typeof shared) =>
      sources
        .filter(({ text }) => pattern.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')))
        .map(({ path }) => path)
    expect(reading(/process\.env/, [...shared, ...functions])).toEqual(['shared/lambda/environment.ts'])
    const pure = shared.filter(({ path }) => isPure(path))
    expect(reading(/\bprocess\./, pure)).toEqual([])
    expect(reading(/Date\.now\(|new Date\(\)|Math\.random\(/, pure)).toEqual([])
  })

  it('never scans the table', () => {
    expect(
      [...shared, ...functions].filter(({ text }) => /ScanCommand/.test(text)).map(({ path }) => path),
    ).toEqual([])
  })

  it('builds keys in one place', () => {
    const building =
      /['"`](SUBMISSION|CONTACT|TOKEN|ENTRY|NOTICE|PAIR|DELTA|HEAD|CHUNK|AUTHORITY|SUPPRESSION|SESSIONS?)#/
    const elsewhere = [...shared, ...functions].filter(
      ({ path, text }) => building.test(text) && path !== 'shared/table/access-patterns.ts',
    )
    expect(elsewhere.map(({ path }) => path)).toEqual([])
  })
})

describe('the features', () => {
  const foldersOf = (folder: string) =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)

  it('have the same names in functions, infra, shared and test', () => {
    const deployed = foldersOf('functions').sort()
    expect(deployed.filter((feature) => !features.includes(feature))).toEqual([])
    const inInfra = readdirSync(join(root, 'infra/features')).map((file) => file.replace(/\.ts$/, ''))
    const inShared = foldersOf('shared')
    const inTests = new Set([...foldersOf('test/unit'), ...foldersOf('test/integration')])
    for (const feature of deployed) {
      expect(inInfra, `infra/features/${feature}.ts`).toContain(feature)
      expect(inShared, `shared/${feature}`).toContain(feature)
      expect([...inTests], `test/*/${feature}`).toContain(feature)
    }
  })

  it('have no file or folder whose name says nothing', () => {
    const empty = /(^|\/)(utils?|helpers?|common|misc|manager|service)(\.|\/)/
    const named = [...shared, ...functions, ...infra, ...test]
      .map(({ path }) => path)
      .filter((path) => empty.test(path))
    expect(named).toEqual([])
  })
})
