import { TableRegion } from '../pages/blocks.tsx'
import type { PageContext } from '../pages/page.tsx'
import type { DeskRoundView } from './desk-rounds-view.ts'

const width = 320
const height = 160
/** Room for the points at the edges. */
const edge = 12

type Point = DeskRoundView['points'][number]

/** Where each point lies in the picture: the floor to the right, the total upwards. */
const placesOf = (points: readonly Point[]): readonly { readonly x: number; readonly y: number }[] => {
  const scaled = (values: readonly number[], length: number) => {
    const [least, most] = [Math.min(...values), Math.max(...values)]
    return values.map((value) => edge + ((value - least) / (most - least || 1)) * (length - 2 * edge))
  }
  const x = scaled(
    points.map(({ floor }) => floor),
    width,
  )
  const y = scaled(
    points.map(({ total }) => total),
    height,
  )
  return points.map((_, at) => ({ x: round(x[at] ?? 0), y: round(height - (y[at] ?? 0)) }))
}

const round = (value: number) => Math.round(10 * value) / 10

/**
 * The curve of floor against total, as a picture for the eye and a table for everybody: each row leads to its matching.
 */
export const RoundCurve = ({ context: { t }, view }: { context: PageContext; view: DeskRoundView }) => {
  const places = placesOf(view.points)
  const number = new Intl.NumberFormat(t.locale, { maximumFractionDigits: 2 })
  const shown = view.chosen?.floor
  const label = t('secretariat.rounds.curve')
  return (
    <>
      <h2>{label}</h2>
      <p>{t('secretariat.rounds.curve.means')}</p>
      {view.points.length > 1 && (
        <figure class="curve">
          <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
            <path class="axes" d={`M4 4V${height - 4}H${width - 4}`} />
            <polyline class="line" points={places.map(({ x, y }) => `${x},${y}`).join(' ')} />
            {view.points.map(({ floor }, at) => (
              <circle
                key={floor}
                class={floor === shown ? 'shown' : undefined}
                cx={places[at]?.x}
                cy={places[at]?.y}
                r={floor === shown ? 7 : 4}
              />
            ))}
          </svg>
          <figcaption>{t('secretariat.rounds.curve.caption')}</figcaption>
        </figure>
      )}
      <TableRegion label={label}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('secretariat.rounds.floor')}</th>
              <th scope="col" class="number">
                {t('secretariat.rounds.total')}
              </th>
              <th scope="col" class="number">
                {t('secretariat.rounds.worst')}
              </th>
              <th scope="col" class="number">
                {t('secretariat.rounds.pairs')}
              </th>
              <th scope="col" class="number">
                {t('secretariat.rounds.not-served')}
              </th>
            </tr>
          </thead>
          <tbody>
            {view.points.map((point) => (
              <tr key={point.floor}>
                <th scope="row">
                  <a href={`${point.url}#matching`} aria-current={point.floor === shown ? 'true' : undefined}>
                    {point.floor === 0 ? t('secretariat.rounds.no-floor') : number.format(point.floor / 1e6)}
                  </a>
                </th>
                <td class="number">{number.format(point.total)}</td>
                <td class="number">{point.worst === undefined ? '–' : number.format(point.worst)}</td>
                <td class="number">{number.format(point.pairs)}</td>
                <td class="number">{number.format(point.notFullyServed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableRegion>
      {view.provenHighest !== undefined && (
        <p class="hint">
          {t('secretariat.rounds.proven', { floor: number.format(view.provenHighest / 1e6) })}
        </p>
      )}
    </>
  )
}
