import { lorenzCurve, type MeasuredFairness } from '../matchmaking/measure-fairness.ts'

/** Steps of the Lorenz curve in tables. */
export const tenths = 10

/** Fairness as data: rounded to what can be told apart. */
export const fairnessView = (measured: MeasuredFairness) => {
  const { requests, asked, offers, exposureGini, neverShown, worstDecileFit, withThreeGoodPeers } = measured
  const rounded = (value: number | undefined) =>
    value === undefined ? undefined : Math.round(value * 10_000) / 10_000
  return {
    requests,
    asked,
    offers,
    exposureGini: rounded(exposureGini),
    neverShown: rounded(neverShown),
    worstDecileFit: rounded(worstDecileFit),
    withThreeGoodPeers: rounded(withThreeGoodPeers),
    lorenz: lorenzCurve(measured.exposure, tenths).map(({ offers, shown }) => ({
      offers,
      shown: rounded(shown) ?? 0,
    })),
  }
}
