/**
 * `npm run bench -- labels [--data F] [--write]`: the themes' labels beside those of their EuroVoc concepts, and of
 * each that differs why. F is EuroVoc's labels as gzipped JSON, by concept and language. The last line is one JSON
 * object.
 */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { alternativesIn, labelsIn, scopeNotesIn, wordLanguages } from '../../shared/themes/theme-words.ts'
import { headingIds, themeIds } from '../../shared/themes/themes.ts'
import { report } from '../support/bench-report.ts'
import { compareWithEurovoc, eurovocFile, needlessReasons, reasonsCounted } from '../support/eurovoc.ts'

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { data: { type: 'string', default: eurovocFile }, write: { type: 'boolean' } },
})
if (!existsSync(values.data)) {
  console.error(`npm run bench -- labels --data <EuroVoc's labels>: there is no file ${values.data}`)
  process.exit(1)
}
const compared = compareWithEurovoc(values.data)
const differing = compared.filter(({ same }) => !same)
for (const { theme, language, ours, theirs, reason } of differing)
  console.log(`${theme} ${language}: '${ours}', EuroVoc '${theirs}': ${reason ?? 'NOT JUDGED YET'}`)

const sumOver = (count: (language: (typeof wordLanguages)[number]) => number) =>
  wordLanguages.reduce((sum, language) => sum + count(language), 0)
const ours = {
  headings: headingIds.length,
  themes: themeIds.length,
  languages: wordLanguages.length,
  labels: sumOver((language) => Object.keys(labelsIn(language)).length),
  alternativeLabels: sumOver((language) => Object.values(alternativesIn(language)).flat().length),
  scopeNotes: sumOver((language) => Object.keys(scopeNotesIn(language)).length),
  compared: compared.length,
  same: compared.length - differing.length,
  differingWithReason: differing.filter(({ reason }) => reason).length,
  notJudged: differing.filter(({ reason }) => !reason).length,
  needlessReasons: needlessReasons(compared).length,
}
report({
  bench: 'labels',
  notes: [
    `The themes' labels beside the preferred labels of their EuroVoc concepts, in the languages that both have; case and the shape of apostrophes do not count.`,
  ],
  head: ['the vocabulary', 'found'],
  rows: [
    ['headings', String(ours.headings)],
    ['themes', String(ours.themes)],
    ['languages', String(ours.languages)],
    ['labels', String(ours.labels)],
    ['alternative labels', String(ours.alternativeLabels)],
    ['scope notes', String(ours.scopeNotes)],
    ['labels compared with EuroVoc’s', String(ours.compared)],
    ['the same', String(ours.same)],
    ['differing, with a reason', String(ours.differingWithReason)],
    ...reasonsCounted(compared).map(([reason, labels]) => [`– ${reason}`, String(labels)]),
    ['differing, not judged', String(ours.notJudged)],
  ],
  ours,
  peers: {},
})
