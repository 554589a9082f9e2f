/** `npm run docs`: writes the README's sections that are made from data. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { benchTables } from './bench-report.ts'
import { bundleSizes } from './bundle-sizes.ts'
import { introductionsDrawing } from './draw-introductions.ts'
import { fitTable } from './fit-table.ts'
import { idleCostTable } from './idle-costs.ts'
import { programmeTable } from './programme-cases.ts'
import { accessPatternTables, functionTable, withSection } from './readme.ts'

const path = join(import.meta.dirname, '../../README.md')
const sections: Readonly<Record<string, () => string>> = {
  'access patterns': accessPatternTables,
  functions: () => functionTable(bundleSizes()),
  benches: benchTables,
  fit: fitTable,
  introductions: introductionsDrawing,
  programmes: programmeTable,
  costs: idleCostTable,
}
writeFileSync(
  path,
  Object.entries(sections).reduce(
    (readme, [name, write]) => withSection(readme, name, write()),
    readFileSync(path, 'utf8'),
  ),
)
console.log(`README.md: ${Object.keys(sections).join(', ')} written`)
