import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync, transformSync } from 'esbuild'
import packageJson from '../package.json' with { type: 'json' }
import { compileCatalogue } from '../shared/messages/compile-catalogue.ts'
import { type Language, languages, localeOf } from '../shared/messages/languages.ts'
import { placeSpellings, placeSpellingsFile } from '../shared/register/place-spellings.ts'
import { spellingsFile, themeSpellings } from '../shared/register/theme-spellings.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Where an entry's bundle lies below the output folder: `functions/survey/serve-survey.ts` → `survey/serve-survey`. */
export const bundleFolderOf = (entry: string): string => entry.replace(/^functions\/|\.tsx?$/g, '')

/** What the bundles have in place of a package, by its name. */
const deployedSubstitutes = {
  // Their texts are parsed already.
  '@formatjs/icu-messageformat-parser': './node_modules/@formatjs/icu-messageformat-parser/no-parser.js',
  '@aws-sdk/credential-provider-node': './infra/role-credentials.ts',
  '@aws-sdk/middleware-endpoint-discovery': './infra/without-endpoint-discovery.ts',
  '@smithy/core/event-streams': './infra/without-event-streams.ts',
}

/** What is bundled into a file of its own, by the name under which our code asks for it: package.json's `imports`. */
const lateModules: Readonly<Record<string, string>> = packageJson.imports

/** `#late/contract` → `late-contract.cjs`: the file beside a bundle that asks for it. */
const lateFileOf = (name: string): string => `${name.slice(1).replace('/', '-')}.cjs`

export type Bundle = {
  /** Of `index.cjs`. */
  readonly bytes: number
  /** What it still imports when it runs: modules of Node. */
  readonly imports: readonly string[]
}

/**
 * Bundles all functions in one pass of esbuild (40 functions one by one take three times as long): for each
 * entry a folder with `index.cjs`, its source map, and the folders that its modules read beside themselves; of
 * `catalogs/` the texts are parsed.
 *
 * What few requests need stands beside the bundle in files of its own, and the first that does reads it: code asks for it by
 * `import('#late/…')` or `createRequire(import.meta.url)('#late/…')`, which Node resolves by the `imports` of the nearest
 * package.json, ours in the source tree and the bundle's own when deployed. (esbuild cannot split CommonJS.) Such a
 * module has its own copies of what it imports, so it must share no state and no class with its caller.
 *
 * CommonJS, since an ES module that imports `node:http`, `node:crypto` or `node:fs` makes Node evaluate every lazy
 * part that they export (undici, WebCrypto …): a quarter of a cold start, for things that nothing here uses.
 *
 * @param entries handlers' source files, relative to the project
 * @param outDir made anew
 * @param options.substitutes files in place of packages; those of a deployment unless stated
 * @returns of each entry what became of it
 * @throws Error that names the entries that do not exist
 */
export const bundleFunctions = <E extends string>(
  entries: readonly E[],
  outDir: string,
  { substitutes = deployedSubstitutes }: { readonly substitutes?: Readonly<Record<string, string>> } = {},
): ReadonlyMap<E, Bundle> => {
  const missing = entries.filter((entry) => !existsSync(join(root, entry)))
  if (missing.length > 0)
    throw new Error(`these functions are deployed but not written: ${missing.join(', ')}`)
  rmSync(outDir, { recursive: true, force: true })
  const { metafile } = buildSync({
    metafile: true,
    absWorkingDir: root,
    entryPoints: [
      ...entries.map((entry) => ({ in: entry, out: join(bundleFolderOf(entry), 'index') })),
      ...Object.entries(lateModules).map(([name, file]) => ({
        in: file,
        out: lateFileOf(name).replace(/\.cjs$/, ''),
      })),
    ],
    external: Object.keys(lateModules),
    outdir: outDir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    alias: { ...substitutes },
    jsx: 'automatic',
    jsxImportSource: 'preact',
    // Linked, since Node finds a map only by the link; without the sources, which a trace does not show.
    sourcemap: 'linked',
    sourcesContent: false,
    define: { 'import.meta.url': 'peerRegisterUrl', 'import.meta.dirname': '__dirname' },
    banner: { js: "'use strict';const peerRegisterUrl=require('node:url').pathToFileURL(__filename).href;" },
    logLevel: 'error',
    legalComments: 'none',
  })
  const madeFrom = new Map(Object.values(metafile.outputs).map((output) => [output.entryPoint, output]))
  const made = new Map(
    entries.map((entry) => {
      const folder = join(outDir, bundleFolderOf(entry))
      const late = lateModulesIn(folder)
      placeLateModules(late, outDir, folder)
      const { bytes = 0, imports = [], inputs = {} } = madeFrom.get(entry) ?? {}
      const parts = [inputs, ...late.map((name) => madeFrom.get(lateEntryOf(name))?.inputs ?? {})]
      for (const { reader, folder: read, place } of readFromDisk)
        if (parts.some((part) => part[reader]?.bytesInOutput))
          place(join(root, dirname(reader), read), join(folder, read))
      return [entry, { bytes, imports: imports.map(({ path }) => path) }]
    }),
  )
  for (const file of Object.keys(lateModules).map(lateFileOf))
    for (const each of [file, `${file}.map`]) rmSync(join(outDir, each))
  return made
}

/** Writes the catalogs with their texts parsed. */
const placeCompiled = (from: string, to: string): void => {
  for (const language of languages) {
    mkdirSync(join(to, language), { recursive: true })
    for (const file of readdirSync(join(from, language)))
      writeFileSync(join(to, language, file), compiledCatalogue(join(from, language, file), language))
  }
}

const compiled = new Map<string, string>()

/** A catalogue's file with its texts parsed, once for all functions. */
const compiledCatalogue = (file: string, language: Language): string => {
  const known = compiled.get(file)
  if (known !== undefined) return known
  const texts = JSON.stringify(compileCatalogue(JSON.parse(readFileSync(file, 'utf8')), localeOf(language)))
  compiled.set(file, texts)
  return texts
}

const placeCopy = (from: string, to: string): void => cpSync(from, to, { recursive: true })

/** Writes the pages' scripts without what only people read. */
const placeMinified = (from: string, to: string): void => {
  mkdirSync(to, { recursive: true })
  for (const file of readdirSync(from))
    writeFileSync(
      join(to, file),
      transformSync(readFileSync(join(from, file), 'utf8'), { minify: true, target: 'es2020' }).code,
    )
}

/** Writes how themes are spelled: a cold search then reads in 5 ms what takes 0.2 s to work out. */
const writeThemeSpellings = (_: string, to: string): void =>
  writeFileSync(to, JSON.stringify(themeSpellings()))

/** Writes how places with several names are spelled, for the same reason. */
const writePlaceSpellings = (_: string, to: string): void =>
  writeFileSync(to, JSON.stringify(placeSpellings()))

/** Modules that read a folder or file beside themselves, which a bundle with that module has beside it, too. */
const readFromDisk = [
  { reader: 'shared/messages/messages.ts', folder: 'catalogs', place: placeCompiled },
  { reader: 'shared/themes/theme-words.ts', folder: 'words', place: placeCopy },
  { reader: 'shared/register/theme-spellings.ts', folder: spellingsFile, place: writeThemeSpellings },
  { reader: 'shared/register/place-spellings.ts', folder: placeSpellingsFile, place: writePlaceSpellings },
  { reader: 'shared/programmes/programmes.ts', folder: 'rules', place: placeCopy },
  { reader: 'shared/pages/scripts.ts', folder: 'scripts', place: placeMinified },
  { reader: 'shared/places/known-places.ts', folder: 'known', place: placeCopy },
  { reader: 'shared/site/logo.ts', folder: 'logos', place: placeCopy },
]

/** A late module's file as esbuild names it. */
const lateEntryOf = (name: string): string | undefined => lateModules[name]?.replace(/^\.\//, '')

/** The late modules that a bundle names. */
const lateModulesIn = (folder: string): readonly (keyof typeof lateModules)[] => {
  const bundle = readFileSync(join(folder, 'index.cjs'), 'utf8')
  return Object.keys(lateModules).filter((name) => bundle.includes(name))
}

/** Puts late modules beside a bundle, and the package.json by which Node finds them. */
const placeLateModules = (names: readonly string[], outDir: string, folder: string): void => {
  if (names.length === 0) return
  for (const file of names.map(lateFileOf))
    for (const each of [file, `${file}.map`]) copyFileSync(join(outDir, each), join(folder, each))
  const imports = Object.fromEntries(names.map((name) => [name, `./${lateFileOf(name)}`]))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ imports }))
}
