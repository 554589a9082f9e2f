/**
 * `npm run bench -- similarity`: how theme similarity tells pairs of themes apart, compared with Wu–Palmer and with
 * exact match, over all pairs of different themes. People would help each other under one heading or where the
 * vocabulary links two themes (`close`), and not elsewhere. The last line is one JSON object.
 */
import { themeSimilarity } from '../../shared/themes/similarity.ts'
import { themeIds, themeOf } from '../../shared/themes/themes.ts'

const least = 0.2

/** Depths in the tree: root 1, heading 2, theme 3. Wu–Palmer (1994): 2 · depth of what both share ÷ sum of depths. */
const wuPalmer = (a: string, b: string, sameHeading: boolean) =>
  a === b ? 1 : (2 * (sameHeading ? 2 : 1)) / 6

const measures = {
  lin: themeSimilarity,
  wuPalmer: (a: (typeof themeIds)[number], b: (typeof themeIds)[number]) =>
    wuPalmer(a, b, themeOf(a).broader === themeOf(b).broader),
  exact: (a: string, b: string) => (a === b ? 1 : 0),
}

const pairs = themeIds.flatMap((a, n) =>
  themeIds.slice(n + 1).map((b) => {
    const [one, other] = [themeOf(a), themeOf(b)]
    const linked = one.related.includes(b) || other.related.includes(a)
    return { a, b, close: linked || one.broader === other.broader, linked }
  }),
)

const rounded = (value: number) => Math.round(value * 1000) / 1000
const figuresOf = (similarity: (typeof measures)['lin']) => {
  const measured = pairs.map((pair) => ({ ...pair, value: similarity(pair.a, pair.b) }))
  const kept = measured.filter(({ value }) => value >= least)
  const close = measured.filter(({ close }) => close)
  const keptAndClose = kept.filter(({ close }) => close)
  const mean = (values: readonly number[]) =>
    values.length === 0 ? 0 : rounded(values.reduce((sum, value) => sum + value, 0) / values.length)
  return {
    /** Pairs of different themes that are suggested at all. */
    kept: kept.length,
    closeKept: rounded(keptAndClose.length / close.length),
    keptThatAreClose: kept.length === 0 ? undefined : rounded(keptAndClose.length / kept.length),
    linkedKept: rounded(
      kept.filter(({ linked }) => linked).length / measured.filter(({ linked }) => linked).length,
    ),
    meanClose: mean(close.map(({ value }) => value)),
    meanOther: mean(measured.filter(({ close }) => !close).map(({ value }) => value)),
    distinctValues: new Set(measured.map(({ value }) => rounded(value))).size,
  }
}

const [ours, ...others] = Object.entries(measures).map(
  ([name, measure]) => [name, figuresOf(measure)] as const,
)
console.log(`${themeIds.length} themes, ${pairs.length} pairs; suggested from ${least} on`)
console.table(Object.fromEntries([ours, ...others].filter((each) => each !== undefined)))
console.log(JSON.stringify({ bench: 'similarity', ours: ours?.[1], peers: Object.fromEntries(others) }))
