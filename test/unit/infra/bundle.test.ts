import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { bundleFolderOf, bundleFunctions } from '../../../infra/bundle.ts'
import { entries } from '../../../infra/grants.ts'

const outDir = mkdtempSync(join(tmpdir(), 'bundles-'))
afterAll(() => rmSync(outDir, { recursive: true }))

describe('the bundles', () => {
  const bundles = bundleFunctions(entries, outDir)

  it.each(entries)('%s exports its handler from one file, with the texts beside it', (entry) => {
    expect(bundles.get(entry)?.exports).toEqual(['handler'])
    const folder = join(outDir, bundleFolderOf(entry))
    expect(readdirSync(folder).sort()).toEqual(['catalogs', 'index.mjs', 'index.mjs.map'])
    expect(readdirSync(join(folder, 'catalogs'))).toEqual(readdirSync('shared/messages/catalogs'))
  })

  it('hold everything but what Node itself has', () => {
    for (const entry of entries) {
      const text = readFileSync(join(outDir, bundleFolderOf(entry), 'index.mjs'), 'utf8')
      const imported = [...text.matchAll(/(?:^|;)import(?:[\w*{][^;'"]*from)?\s*["']([^"']+)["']/gm)].map(
        (match) => match[1],
      )
      expect(imported.length, entry).toBeGreaterThan(0)
      expect(
        imported.filter((name) => !isBuiltin(name ?? '')),
        entry,
      ).toEqual([])
    }
  })

  it('name what is deployed but not written', () => {
    expect(() => bundleFunctions(['functions/survey/serve-nothing.ts'], join(outDir, 'none'))).toThrow(
      'these functions are deployed but not written: functions/survey/serve-nothing.ts',
    )
  })
})
