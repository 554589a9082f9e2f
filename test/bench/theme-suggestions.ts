/**
 * `npm run bench -- theme-suggestions [--write]`: how often a theme is found in a sentence that somebody wrote about it: the
 * demonstration's descriptions, most of which never say the theme's name. `first`: suggested before all others;
 * `among`: one of at most three; `none`: nothing was suggested. The last line is one JSON object.
 */
import { allTexts } from '../../infra/local/demonstration/texts/all-texts.ts'
import { textOf } from '../../infra/local/demonstration/texts/sentence.ts'
import { suggestThemes } from '../../shared/themes/suggest-themes.ts'
import { type WordLanguage, wordLanguages } from '../../shared/themes/theme-words.ts'
import { report } from '../support/bench-report.ts'

const share = (part: number, all: number) => Math.round((100 * part) / all) / 100

const rows = Object.entries(allTexts).map(([language, { themes }]) => {
  if (!wordLanguages.some((known) => known === language)) throw new Error(`no words in '${language}'`)
  const asked = Object.entries(themes).flatMap(([theme, { offer, request }]) =>
    [...offer, ...request].map((sentence) => ({
      theme,
      suggested: suggestThemes(textOf(sentence), language as WordLanguage),
    })),
  )
  const count = (right: (each: (typeof asked)[number]) => boolean) =>
    share(asked.filter(right).length, asked.length)
  return {
    language,
    sentences: asked.length,
    first: count(({ theme, suggested }) => suggested[0] === theme),
    among: count(({ theme, suggested }) => suggested.some((id) => id === theme)),
    none: count(({ suggested }) => suggested.length === 0),
  }
})
report({
  bench: 'theme-suggestions',
  notes: [
    'How often a theme is found in a sentence about it that mostly does not name it (the demonstration’s descriptions).',
    'First: suggested before all others; among: one of at most three; none: nothing was suggested.',
  ],
  head: ['language', 'sentences', 'first', 'among', 'none'],
  rows: rows.map(({ language, sentences, ...figures }) => [
    language,
    String(sentences),
    ...[figures.first, figures.among, figures.none].map((figure) => figure.toFixed(2)),
  ]),
  ours: Object.fromEntries(rows.map(({ language, ...figures }) => [language, figures])),
  peers: {},
})
