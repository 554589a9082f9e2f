import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleFolderOf, bundleFunctions } from '../../infra/bundle.ts'
import type { Programme } from '../../shared/programmes/programme.ts'

const entry = 'test/support/programmes-bundle.ts'

export type ProgrammesCode = typeof import('./programmes-bundle.ts')

/**
 * The code as it would be deployed, with a programme's file more than there is today and nothing else changed.
 *
 * @returns the code, and what to call when nobody needs its folder any more
 */
export const withOneMore = (file: Programme): { readonly code: ProgrammesCode; readonly end: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), 'programmes-'))
  bundleFunctions([entry], folder)
  const bundle = join(folder, bundleFolderOf(entry))
  writeFileSync(join(bundle, 'rules', `${file.id}.json`), JSON.stringify(file))
  return {
    code: createRequire(import.meta.url)(join(bundle, 'index.cjs')),
    end: () => rmSync(folder, { recursive: true }),
  }
}
