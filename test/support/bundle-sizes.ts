import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleFunctions } from '../../infra/bundle.ts'
import { nameOf } from '../../infra/constructs/feature-function.ts'
import { entries, grantOf, inWords } from '../../infra/grants.ts'

export type BundleSize = { readonly name: string; readonly bytes: number; readonly actions: string }

/** Bundles every function as for a deployment: its name, the bytes of its bundle and what it may do. */
export const bundleSizes = (): readonly BundleSize[] => {
  const outDir = mkdtempSync(join(tmpdir(), 'bundles-'))
  try {
    return [...bundleFunctions(entries, outDir)].map(([entry, { bytes }]) => ({
      name: nameOf(entry),
      bytes,
      actions: inWords(grantOf(entry)),
    }))
  } finally {
    rmSync(outDir, { recursive: true })
  }
}
