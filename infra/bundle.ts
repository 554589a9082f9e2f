import { cpSync, existsSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Where an entry's bundle lies below the output folder: `functions/survey/serve-survey.ts` → `survey/serve-survey`. */
export const bundleFolderOf = (entry: string): string => relative('functions', entry).replace(/\.tsx?$/, '')

export type Bundle = {
  /** Of `index.mjs`. */
  readonly bytes: number
  readonly exports: readonly string[]
  /** What it still imports when it runs: modules of Node. */
  readonly imports: readonly string[]
}

/**
 * Bundles all functions in one pass of esbuild (40 functions one by one take three times as long): for each
 * entry a folder with `index.mjs`, its source map, and `catalogs/`, which `shared/messages/messages.ts` reads
 * beside itself.
 *
 * @param entries handlers' source files, relative to the project
 * @param outDir made anew
 * @returns of each entry what became of it
 * @throws Error that names the entries that do not exist
 */
export const bundleFunctions = <E extends string>(
  entries: readonly E[],
  outDir: string,
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
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    alias: { '@aws-sdk/credential-provider-node': './infra/role-credentials.ts' },
    jsx: 'automatic',
    jsxImportSource: 'preact',
    // Linked, since Node finds a map only by the link; without the sources, which a trace does not show.
    sourcemap: 'linked',
    sourcesContent: false,
    // Parts that are CommonJS call `require` for Node's own modules.
    banner: {
      js: "import{createRequire as peerRegisterRequire}from'node:module';const require=peerRegisterRequire(import.meta.url);",
    },
    logLevel: 'error',
    legalComments: 'none',
  })
  const madeFrom = new Map(Object.values(metafile.outputs).map((output) => [output.entryPoint, output]))
  return new Map(
    entries.map((entry) => {
      const catalogs = join(outDir, bundleFolderOf(entry), 'catalogs')
      cpSync(join(root, 'shared/messages/catalogs'), catalogs, { recursive: true })
      const { bytes = 0, exports = [], imports = [] } = madeFrom.get(entry) ?? {}
      return [entry, { bytes, exports, imports: imports.map(({ path }) => path) }]
    }),
  )
}
