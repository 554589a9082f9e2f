import {
  byInterpreter,
  leastThemeSimilarity,
  reasonValue,
  type WeightedTerm,
  weights,
} from '../../shared/matchmaking/fit.ts'

/** The least that a pair can have which is not left out; 0 where nothing is said. */
const least: Partial<Record<WeightedTerm, number>> = { theme: leastThemeSimilarity, languages: byInterpreter }

/** What each term of the fit says, from 0 to 1, and why it counts; every weighted term must be here. */
const words: Readonly<Record<WeightedTerm, { readonly means: string; readonly why: string }>> = {
  theme: {
    means:
      'How alike the two themes are: 1 the same, about .7 theme and heading, .5 curated neighbours; below .2 they do not fit at all',
    why: 'Help on another subject is no help, so nothing weighs more',
  },
  description: {
    means: 'Words in common (cosine of tf·idf over stems), where both write in the same language',
    why: 'What makes a fit of a theme a fit of two towns; less than the theme, because words deceive',
  },
  languages: {
    means: '1 with a working language in common, .6 through an interpreter; neither: left out',
    why: 'A visit that nobody can talk at is none; an interpreter costs',
  },
  formats: {
    means: 'The share of the formats asked for that are offered',
    why: 'Who can travel for a week and who can spare an hour online should not wait for each other',
  },
  population: {
    means: '1 less a fifth for each size class between the two (5, 20, 100, 500, 1,000 thousand)',
    why: 'Solutions of a capital seldom suit a village; less than what is said in words',
  },
  'requester-countries': {
    means: '1 where the offer comes from a country that the request names, else 0',
    why: 'A wish of who asks, often for a law or a history in common',
  },
  'offerer-countries': {
    means: '1 where the request comes from a country that the offer names, else 0',
    why: 'A wish of who helps; less, since they can help more than one',
  },
  evidence: {
    means: '1 − 2⁻ⁿ for n past projects or partnerships on the theme',
    why: 'Who has done it before knows more than who would like to; the first counts most, and no number wins alone',
  },
  availability: {
    means: 'The share of the months asked for that the offer covers',
    why: 'Dates can be moved',
  },
}

const factor = (term: WeightedTerm, x: number | undefined): string =>
  Math.exp(reasonValue(term, x) / 1e6).toFixed(2)

/** The terms of the fit as a table: what each means, its weight, what it makes of a score, and why. */
export const fitTable = (): string => {
  const rows = (Object.keys(weights) as WeightedTerm[]).map((term) =>
    [
      term.replace('-', '’s '),
      String(weights[term]).replace(/^0/, ''),
      words[term].means,
      factor(term, undefined),
      factor(term, least[term] ?? 0),
      words[term].why,
    ].join(' | '),
  )
  return [
    '| term | weight | x, from 0 to 1 | not stated: × | worst: × | why |',
    '|---|---:|---|---:|---:|---|',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n')
}
