import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { coloursOf, eclTokens, looks } from '../../../shared/pages/looks.ts'
import { stylesheetOf } from '../../../shared/pages/stylesheet.ts'

const require = createRequire(import.meta.url)
const style = stylesheetOf('neutral')

test('the style names no side by left or right, so that Arabic mirrors by itself', () => {
  expect(style).not.toMatch(/(?:margin|padding|border|inset)?-?(?:left|right)\s*:/)
  expect(style).not.toMatch(/text-align:\s*(?:left|right)|float:/)
})

test('the style knows every class that a page names', () => {
  const folder = join(import.meta.dirname, '../../../shared')
  // A mail carries its own style.
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.tsx') && !file.startsWith('notices'),
  )
  expect(pages.length).toBeGreaterThan(8)
  const named = pages
    .flatMap((file) => [
      ...readFileSync(join(folder, file), 'utf8').matchAll(/class=(?:"([^"]*)"|\{([^}]*)\})/g),
    ])
    .flatMap(
      ([, plain, computed = '']) =>
        plain ?? [...computed.matchAll(/'([^']*)'/g)].map((found) => found[1] ?? ''),
    )
    .flatMap((names) => names.split(' '))
  expect(named.length).toBeGreaterThan(50)
  const known = new Set([...style.matchAll(/\.([a-z][a-z-]*)/g)].map((found) => found[1]))
  expect([...new Set(named)].filter((name) => name !== '' && !known.has(name))).toEqual([])
})

test('the style uses no custom property that a look leaves out', () => {
  for (const look of looks) {
    const written = stylesheetOf(look)
    const declared = new Set([...written.matchAll(/--([a-z0-9-]+):/g)].map((found) => found[1]))
    const used = [...written.matchAll(/var\(--([a-z0-9-]+)\)/g)].map((found) => found[1])
    expect(used.length).toBeGreaterThan(100)
    expect(used.filter((name) => !declared.has(name))).toEqual([])
  }
})

test("the europa look has the Europa Component Library's own values", () => {
  const folder = join(dirname(require.resolve('@ecl/theme-eu/package.json')), 'maps')
  const files = { color: 'color', 'font-size': 'typography', 'border-radius': 'shape' }
  const maps = new Map(
    Object.entries(files).map(([map, file]) => {
      const source = readFileSync(join(folder, `${file}.scss`), 'utf8')
      const inside = new RegExp(`^\\$${map}: \\(([^;]*)\\) !default;`, 'm').exec(source)?.[1] ?? ''
      return [map, new Map([...inside.matchAll(/'([^']+)': ([^,\n]+),/g)].map((pair) => [pair[1], pair[2]]))]
    }),
  )
  for (const [token, value] of Object.entries(eclTokens)) {
    const [map = '', key] = token.split('.')
    expect(maps.get(map)?.get(key), token).toBe(value)
  }
})

/** Relative luminance of a colour such as `#0a4f87` (WCAG 2.2, section 6). */
const luminance = (colour: string): number => {
  const digits = colour.length === 4 ? colour.replace(/[0-9a-f]/g, '$&$&') : colour
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(digits.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
const contrast = (one: string, other: string): number => {
  const [less = 0, more = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (more + 0.05) / (less + 0.05)
}

describe.each(looks)('in the %s look', (look) => {
  test.each([false, true])('text and controls can be told from what they stand on (dark: %s)', (dark) => {
    const colours = coloursOf(look, dark)
    const between = (one: string, other: string) => contrast(colours[one] ?? '', colours[other] ?? '')
    for (const text of ['ink', 'muted', 'accent', 'accent-deep', 'bad', 'good'])
      for (const ground of ['paper', 'soft', 'mark'])
        expect(between(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5)
    expect(between('accent-ink', 'accent')).toBeGreaterThanOrEqual(4.5)
    expect(between('accent-ink', 'accent-deep')).toBeGreaterThanOrEqual(4.5)
    for (const ground of ['paper', 'soft', 'land']) {
      expect(between('accent', ground), `dots on ${ground}`).toBeGreaterThanOrEqual(3)
      if (ground !== 'land') expect(between('edge', ground), `edge on ${ground}`).toBeGreaterThanOrEqual(3)
    }
  })
})
