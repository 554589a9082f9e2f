import { type HeadingId, headingIds, narrowerThan, type ThemeId, themeIds, themeOf } from './themes.ts'

/** All concepts of the tree: its root, the headings and the themes. */
const concepts = 1 + headingIds.length + themeIds.length

/** Curated links between themes of different headings count as much as this (DEFINITIONS, Fit 5). */
const relatedSimilarity = 0.5

/**
 * Intrinsic information content (Seco, Veale and Hayes 2004): 1 − ln(narrower concepts + 1) ÷ ln(all concepts),
 * 0 at the root and 1 for a theme.
 */
const informationOf = (narrower: number): number => 1 - Math.log(narrower + 1) / Math.log(concepts)

const headingInformation: ReadonlyMap<HeadingId, number> = new Map(
  headingIds.map((id) => [id, informationOf(narrowerThan(id).length)]),
)

/**
 * How close two themes are, in [0, 1], the same from either side: Lin's measure over intrinsic information
 * content, or the curated link where that is more. Two themes are leaves, so Lin's measure is 1 for the same
 * theme, the heading's information content for two of one heading, and 0 elsewhere.
 */
export const themeSimilarity = (a: ThemeId, b: ThemeId): number => {
  if (a === b) return 1
  const one = themeOf(a)
  const other = themeOf(b)
  const lin = one.broader === other.broader ? (headingInformation.get(one.broader) ?? 0) : 0
  const linked = one.related.includes(b) || other.related.includes(a)
  return linked ? Math.max(lin, relatedSimilarity) : lin
}
