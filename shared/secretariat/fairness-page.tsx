import { goodFit } from '../matchmaking/fit-bands.ts'
import { type LorenzPoint, lorenzCurve, type MeasuredFairness } from '../matchmaking/measure-fairness.ts'
import type { Messages } from '../messages/messages.ts'
import { Facts, TableRegion } from '../pages/blocks.tsx'
import { type PageContext, renderPage } from '../pages/page.tsx'
import { DeskNavigation } from './desk-pages.tsx'
import type { DeskRole } from './desk-user.ts'
import { tenths } from './fairness-view.ts'

/** Points of the picture; the table has fewer. */
const pictureSteps = 50

/** Whom the register serves well and whom it hides: four figures with what they mean, a picture and its table. */
export const fairnessPage = (context: PageContext, role: DeskRole, measured: MeasuredFairness): string => {
  const { t } = context
  const { requests, asked, offers } = measured
  const { exposureGini, neverShown, worstDecileFit, withThreeGoodPeers } = measured
  const curve = lorenzCurve(measured.exposure, tenths)
  return renderPage(context, {
    title: t('secretariat.fairness.title'),
    main: (
      <>
        <DeskNavigation context={context} may={role} />
        <h1>{t('secretariat.fairness.title')}</h1>
        <p class="lead">
          {withThreeGoodPeers === undefined
            ? t('secretariat.fairness.none')
            : t('secretariat.fairness.lead', {
                share: percent(withThreeGoodPeers, t),
                fit: Math.round(100 * goodFit),
              })}
        </p>
        {asked < requests && <p>{t('secretariat.fairness.sample', { asked, requests })}</p>}
        {withThreeGoodPeers !== undefined && (
          <Facts
            rows={[
              [
                t('secretariat.fairness.worst-decile'),
                t('secretariat.fairness.worst-decile.means', {
                  fit: Math.round(100 * (worstDecileFit ?? 0)),
                }),
              ],
              [
                t('secretariat.fairness.never-shown'),
                neverShown !== undefined &&
                  t('secretariat.fairness.never-shown.means', { share: percent(neverShown, t), offers }),
              ],
              [
                t('secretariat.fairness.gini'),
                exposureGini !== undefined &&
                  t('secretariat.fairness.gini.means', {
                    gini: new Intl.NumberFormat(t.locale, { maximumFractionDigits: 2 }).format(exposureGini),
                  }),
              ],
            ]}
          />
        )}
        {curve.length > 0 && (
          <>
            <h2>{t('secretariat.fairness.curve')}</h2>
            <p>{t('secretariat.fairness.curve.means')}</p>
            <LorenzPicture t={t} curve={lorenzCurve(measured.exposure, pictureSteps)} />
            <TableRegion label={t('secretariat.fairness.curve')}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t('secretariat.fairness.least-shown')}</th>
                    <th scope="col" class="number">
                      {t('secretariat.fairness.places')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {curve.slice(1).map((point) => (
                    <tr key={point.offers}>
                      <th scope="row">{percent(point.offers, t)}</th>
                      <td class="number">{percent(point.shown, t)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableRegion>
          </>
        )}
      </>
    ),
  })
}

const percent = (share: number, t: Messages): string =>
  new Intl.NumberFormat(t.locale, { style: 'percent', maximumFractionDigits: 0 }).format(share)

const size = 240
const edge = 8

/** The curve below the line on which all are shown alike; decoration, since the table says the same. */
const LorenzPicture = ({ t, curve }: { t: Messages; curve: readonly LorenzPoint[] }) => {
  const at = (share: number) => Math.round(10 * (edge + share * (size - 2 * edge))) / 10
  const place = ({ offers, shown }: LorenzPoint) => `${at(offers)},${at(1 - shown)}`
  return (
    <figure class="curve">
      <svg viewBox={`0 0 ${size} ${size}`} aria-hidden="true" focusable="false">
        <path class="axes" d={`M${at(0)} ${at(0)}V${at(1)}H${at(1)}`} />
        <path class="axes" d={`M${at(0)} ${at(1)}L${at(1)} ${at(0)}`} />
        <polyline class="line" points={curve.map(place).join(' ')} />
      </svg>
      <figcaption>{t('secretariat.fairness.curve.caption')}</figcaption>
    </figure>
  )
}
