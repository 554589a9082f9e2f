/**
 * `npm run bench -- labels [--data F]`: the themes' labels beside those of their EuroVoc concepts, and of each that
 * differs why. F is EuroVoc's labels as gzipped JSON, by concept and language. The last line is one JSON object.
 */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { labelsIn, wordLanguages } from '../../shared/themes/theme-words.ts'
import { themeIds } from '../../shared/themes/themes.ts'
import { compareWithEurovoc, eurovocFile, needlessReasons } from '../support/eurovoc.ts'

const { values } = parseArgs({ options: { data: { type: 'string', default: eurovocFile } } })
if (!existsSync(values.data)) {
  console.error(`npm run bench -- labels --data <EuroVoc's labels>: there is no file ${values.data}`)
  process.exit(1)
}
const compared = compareWithEurovoc(values.data)
const differing = compared.filter(({ same }) => !same)
for (const { theme, language, ours, theirs, reason } of differing)
  console.log(`${theme} ${language}: '${ours}', EuroVoc '${theirs}': ${reason ?? 'NOT JUDGED YET'}`)
const ours = {
  themes: themeIds.length,
  languages: wordLanguages.length,
  labels: wordLanguages.reduce((sum, language) => sum + Object.keys(labelsIn(language)).length, 0),
  compared: compared.length,
  same: compared.length - differing.length,
  differingWithReason: differing.filter(({ reason }) => reason).length,
  notJudged: differing.filter(({ reason }) => !reason).length,
  needlessReasons: needlessReasons(compared).length,
}
console.log(JSON.stringify({ bench: 'labels', ours, peers: {} }))
