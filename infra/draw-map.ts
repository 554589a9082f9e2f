/**
 * `npm run map`: draws the land between the Atlantic, the Sahara and the Caspian Sea once, and puts each country's
 * dot on it, into `shared/places/map-drawing.ts`. So a page carries a drawing and no library. The land is Natural
 * Earth's (public domain) from `world-atlas`, which has land without borders: the usual atlases draw contested ones.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { geoAzimuthalEqualArea, geoPath } from 'd3-geo'
import { feature } from 'topojson-client'
import { countryCodes } from '../shared/places/countries.ts'
import { countryPositions } from '../shared/places/positions.ts'

const require = createRequire(import.meta.url)

/** What `feature` takes: a topology, and the object in it that is to be drawn. */
type Atlas = Parameters<typeof feature>[0] & { objects: { land: Parameters<typeof feature>[1] } }

type Point = readonly [x: number, y: number]

const width = 720
const height = 640
/** What must fit: Ireland, the North Cape's side, Baku, and the south of Morocco, Libya and Egypt. */
const corners: Point[] = [
  [-10, 51.5],
  [-10.5, 30],
  [26, 70.5],
  [50.5, 40],
  [37, 26.5],
  [16, 27],
]
/** How far a coast may be moved to save points, and the least area of an island that is drawn; in units of the picture. */
const tolerance = 0.8
const smallestIsland = 5

/** The points of a line without those that lie within `tolerance` of the rest (Ramer, Douglas and Peucker). */
const simplified = (line: readonly Point[]): readonly Point[] => {
  const [first, last] = [line[0], line.at(-1)]
  if (!first || !last || line.length < 3) return line
  const [dx, dy] = [last[0] - first[0], last[1] - first[1]]
  const length = Math.hypot(dx, dy)
  const distances = line.map(([x, y]) =>
    length === 0
      ? Math.hypot(x - first[0], y - first[1])
      : Math.abs(dx * (first[1] - y) - dy * (first[0] - x)) / length,
  )
  const farthest = distances.indexOf(Math.max(...distances))
  return (distances[farthest] ?? 0) > tolerance
    ? [...simplified(line.slice(0, farthest + 1)).slice(0, -1), ...simplified(line.slice(farthest))]
    : [first, last]
}

const areaOf = (ring: readonly Point[]): number =>
  Math.abs(
    ring.reduce((sum, [x, y], n) => {
      const [nextX, nextY] = ring[(n + 1) % ring.length] ?? [x, y]
      return sum + x * nextY - nextX * y
    }, 0) / 2,
  )

/** A ring as path data: whole units, each point relative to the one before. */
const pathOf = (ring: readonly Point[]): string => {
  const steps: string[] = []
  let [atX, atY] = [Math.round(ring[0]?.[0] ?? 0), Math.round(ring[0]?.[1] ?? 0)]
  const begin = `M${atX} ${atY}l`
  for (const [x, y] of ring.slice(1)) {
    const [dx, dy] = [Math.round(x) - atX, Math.round(y) - atY]
    if (dx === 0 && dy === 0) continue
    steps.push(`${dx}${dy < 0 ? '' : ' '}${dy}`)
    atX += dx
    atY += dy
  }
  return `${begin}${steps.join(' ')}z`
}

/** The module that `npm run map` writes: a test compares it with the one that is there. */
export const mapModule = (): string => {
  const atlas = JSON.parse(readFileSync(require.resolve('world-atlas/land-50m.json'), 'utf8')) as Atlas
  const projection = geoAzimuthalEqualArea()
    .rotate([-19, -47])
    .fitExtent(
      [
        [16, 16],
        [width - 16, height - 16],
      ],
      { type: 'MultiPoint', coordinates: corners.map(([x, y]) => [x, y]) },
    )
    .clipExtent([
      [0, 0],
      [width, height],
    ])
  const rings: Point[][] = []
  geoPath(projection, {
    beginPath: () => undefined,
    moveTo: (x, y) => rings.push([[x, y]]),
    lineTo: (x, y) => rings.at(-1)?.push([x, y]),
    closePath: () => undefined,
    arc: () => undefined,
  })(feature(atlas, atlas.objects.land))
  const land = rings
    .filter((ring) => areaOf(ring) >= smallestIsland)
    // A ring has no ends: cut it into two lines, or all its points lie near its one end.
    .map((ring) => {
      const half = Math.floor(ring.length / 2)
      const first = ring[0]
      return first
        ? [...simplified(ring.slice(0, half + 1)), ...simplified([...ring.slice(half), first]).slice(1, -1)]
        : []
    })
    .map(pathOf)
    .join('')
  const positions = countryCodes.map((code) => {
    const [longitude, latitude] = countryPositions[code]
    const at = projection([longitude, latitude])
    if (!at) throw new Error(`${code} is not on the map`)
    return `    ${code}: [${Math.round(at[0])}, ${Math.round(at[1])}],`
  })
  return `import type { CountryCode } from './countries.ts'

/** Made by \`npm run map\` (infra/draw-map.ts): do not edit. Land: Natural Earth, public domain. */
export const mapDrawing = {
  width: ${width},
  height: ${height},
  /** The land as SVG path data. */
  land: '${land}',
  /** Where each country's dot stands. */
  positions: {
${positions.join('\n')}
  } satisfies Record<CountryCode, [number, number]>,
} as const
`
}

if (import.meta.main) {
  const target = fileURLToPath(new URL('../shared/places/map-drawing.ts', import.meta.url))
  writeFileSync(target, mapModule())
}
