/** `npm run docs`: writes the README's sections that are made from data. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { benchTables } from './bench-report.ts'
import { bundleSizes } from './bundle-sizes.ts'
import { introductionsDrawing } from './draw-introductions.ts'
import { programmeTable } from './programme-cases.ts'
import { accessPatternTables, functionTable, withSection } from './readme.ts'

const path = join(import.meta.dirname, '../../README.md')
const withPatterns = withSection(readFileSync(path, 'utf8'), 'access patterns', accessPatternTables())
const withFunctions = withSection(withPatterns, 'functions', functionTable(bundleSizes()))
const withBenches = withSection(withFunctions, 'benches', benchTables())
const withIntroductions = withSection(withBenches, 'introductions', introductionsDrawing())
writeFileSync(path, withSection(withIntroductions, 'programmes', programmeTable()))
console.log('README.md: access patterns, functions, benches, introductions and programmes written')
