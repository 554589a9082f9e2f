import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { placesIn } from '../../../shared/lambda/places-in-source.ts'

const folder = mkdtempSync(join(tmpdir(), 'places-'))
afterAll(() => rmSync(folder, { recursive: true }))

const placesWith = (name: string, map: string) => {
  const bundle = join(folder, name)
  writeFileSync(`${bundle}.map`, map)
  return placesIn(`    at show (${bundle}:1:1)`)
}

test('a place in a bundle is told by where it stands in the source', () => {
  const map = { version: 3, sources: ['functions/site/show-home.ts'], names: [], mappings: 'AAAA' }
  expect(placesWith('whole.mjs', JSON.stringify(map))).toEqual(['show (functions/site/show-home.ts:1:1)'])
})

test.each([
  ['cut off', '{"version":3,"sources":['],
  ['nothing', 'null'],
  ['of another kind', '{"version":3,"sources":1,"mappings":{}}'],
])('a map that is %s leaves the place in the bundle', (name, map) => {
  expect(placesWith(`${name}.mjs`, map)).toEqual([`show (${join(folder, `${name}.mjs`)}:1:1)`])
})
