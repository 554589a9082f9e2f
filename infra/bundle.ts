import { cpSync, existsSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Where an entry's bundle lies below the output folder: `functions/survey/serve-survey.ts` → `survey/serve-survey`. */
export const bundleFolderOf = (entry: string): string => entry.replace(/^functions\/|\.tsx?$/g, '')

/** Modules that read a folder beside themselves, which a bundle with that module has beside it, too. */
const readFromDisk = [
  { reader: 'shared/messages/messages.ts', folder: 'catalogs' },
  { reader: 'shared/themes/theme-words.ts', folder: 'words' },
]

/** What the bundles have in place of a package, by its name. */
const deployedSubstitutes = {
  '@aws-sdk/credential-provider-node': './infra/role-credentials.ts',
  '@aws-sdk/middleware-endpoint-discovery': './infra/without-endpoint-discovery.ts',
  '@smithy/core/event-streams': './infra/without-event-streams.ts',
}

export type Bundle = {
  /** Of `index.cjs`. */
  readonly bytes: number
  /** What it still imports when it runs: modules of Node. */
  readonly imports: readonly string[]
}

/**
 * Bundles all functions in one pass of esbuild (40 functions one by one take three times as long): for each
 * entry a folder with `index.cjs`, its source map, and the folders that its modules read beside themselves.
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
    entryPoints: entries.map((entry) => ({ in: entry, out: join(bundleFolderOf(entry), 'index') })),
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
  return new Map(
    entries.map((entry) => {
      const { bytes = 0, imports = [], inputs = {} } = madeFrom.get(entry) ?? {}
      for (const { reader, folder } of readFromDisk)
        if (inputs[reader]?.bytesInOutput)
          cpSync(join(root, dirname(reader), folder), join(outDir, bundleFolderOf(entry), folder), {
            recursive: true,
          })
      return [entry, { bytes, imports: imports.map(({ path }) => path) }]
    }),
  )
}
