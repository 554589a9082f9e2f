import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { accessPatterns, items } from '../../../shared/table/access-patterns.ts'

const integration = join(import.meta.dirname, '../../integration')
const titles = readdirSync(integration, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.ts'))
  .flatMap((path) => [
    ...readFileSync(join(integration, path), 'utf8').matchAll(/\b(?:it|describe)\S*\(\s*[`'"](.*)/g),
  ])
  .map((match) => match[1] ?? '')

describe('the access patterns', () => {
  it.each(accessPatterns.map(({ name }) => name))('%s has an integration test that names it', (name) => {
    expect(titles.filter((title) => title.includes(name))).not.toEqual([])
  })

  it('ask for items that have the index they are asked by', () => {
    const without = accessPatterns.filter(
      ({ item, by }) => (by === 'lookup' || by === 'work') && !(by in items[item]),
    )
    expect(without).toEqual([])
  })
})
