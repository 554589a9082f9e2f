import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mapModule } from '../../../infra/draw-map.ts'
import { countryCodes } from '../../../shared/places/countries.ts'
import { mapDrawing } from '../../../shared/places/map-drawing.ts'

const { width, height, land, positions } = mapDrawing

test('the drawing is the one that `npm run map` makes of the atlas and the positions', () => {
  const file = join(import.meta.dirname, '../../../shared/places/map-drawing.ts')
  expect(readFileSync(file, 'utf8')).toBe(mapModule())
})

test('every country has a place on the drawing, and no two the same', () => {
  const points = countryCodes.map((code) => positions[code])
  for (const [x, y] of points) {
    expect(x > 0 && x < width).toBe(true)
    expect(y > 0 && y < height).toBe(true)
  }
  expect(new Set(points.map(String)).size).toBe(countryCodes.length)
})

/** The rings of the path, in absolute units. */
const rings = land
  .split('M')
  .slice(1)
  .map((ring) => {
    let [x, y] = [0, 0]
    const numbers = [...ring.matchAll(/-?\d+/g)].map(Number)
    return Array.from({ length: numbers.length / 2 }, (_, n) => {
      x += numbers[2 * n] ?? 0
      y += numbers[2 * n + 1] ?? 0
      return [x, y] as const
    })
  })

/** Whether a point is inside an odd number of rings: land, and no lake or inland sea. */
const isLand = ([x, y]: readonly [number, number]): boolean =>
  rings.reduce((inside, ring) => {
    const crossings = ring.filter(([x1, y1], n) => {
      const [x2, y2] = ring[(n + 1) % ring.length] ?? [x1, y1]
      return y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1
    }).length
    return crossings % 2 === 1 ? !inside : inside
  }, false)

test('every dot but that of Malta stands on land', () => {
  expect(rings.length).toBeGreaterThan(20)
  // Malta is smaller than what is drawn of islands; its dot says where it is.
  expect(countryCodes.filter((code) => !isLand(positions[code]))).toEqual(['MT'])
})

test('the land is small enough to be part of a page', () => {
  expect(land.length).toBeLessThan(12_000)
})
