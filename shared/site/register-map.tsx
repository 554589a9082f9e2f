import type { PageContext } from '../pages/page.tsx'
import { countryLabel } from '../places/countries.ts'
import { mapDrawing } from '../places/map-drawing.ts'
import type { RegisterNumbers } from './register-numbers.ts'

/** The largest dot's radius and the least that a finger and an eye can find, in units of the drawing. */
const largest = 28
const smallest = 6

/** Where the land goes on beyond the drawing it fades, so that no edge looks like a border. */
const fades = [
  { id: 'fade-west', stops: [0, 0.08], from: 1, down: false },
  { id: 'fade-east', stops: [0.76, 1], from: 0, down: false },
  { id: 'fade-north', stops: [0, 0.1], from: 1, down: true },
  { id: 'fade-south', stops: [0.86, 1], from: 0, down: true },
] as const

/**
 * The register on a map: land without borders and a dot for each country, whose area grows with its authorities. Each
 * dot leads to them. It is for eyes and pointers alone: the tables beside it say and do the same for everybody, so
 * the keyboard and screen readers are not sent through it twice.
 */
export const RegisterMap = ({ context, numbers }: { context: PageContext; numbers: RegisterNumbers }) => {
  const { t, links } = context
  const { width, height, land, positions } = mapDrawing
  const most = Math.max(1, ...numbers.byCountry.map(({ authorities }) => authorities))
  return (
    <figure class="map">
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
        <defs>
          {fades.map(({ id, stops, from, down }) => (
            <linearGradient key={id} id={id} {...(down && { x2: '0', y2: '1' })}>
              <stop offset={stops[0]} stop-opacity={from} />
              <stop offset={stops[1]} stop-opacity={1 - from} />
            </linearGradient>
          ))}
          <mask id="fade">
            <rect width={width} height={height} fill="#fff" />
            {fades.map(({ id }) => (
              <rect key={id} width={width} height={height} fill={`url(#${id})`} />
            ))}
          </mask>
        </defs>
        <path class="land" d={land} mask="url(#fade)" />
        {/* The largest first, so that none hides a smaller one. */}
        {numbers.byCountry.map(({ country, authorities }) => (
          <a key={country} href={links.to('/register', { country })} tabIndex={-1}>
            <circle
              cx={positions[country][0]}
              cy={positions[country][1]}
              r={Math.max(smallest, Math.round(largest * Math.sqrt(authorities / most) * 10) / 10)}
            >
              <title>
                {t('site.home.map.dot', { country: countryLabel(country, t.language), count: authorities })}
              </title>
            </circle>
          </a>
        ))}
      </svg>
      <figcaption>{t('site.home.map.caption')}</figcaption>
    </figure>
  )
}
