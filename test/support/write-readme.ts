/** `npm run docs`: writes the README's sections that are made from data. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundleSizes } from './bundle-sizes.ts'
import { accessPatternTables, functionTable, withSection } from './readme.ts'

const path = join(import.meta.dirname, '../../README.md')
const withPatterns = withSection(readFileSync(path, 'utf8'), 'access patterns', accessPatternTables())
writeFileSync(path, withSection(withPatterns, 'functions', functionTable(bundleSizes())))
console.log('README.md: access patterns and functions written')
