/** `npm run docs`: writes the README's sections that are made from data. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { accessPatternTables, withSection } from './readme.ts'

const path = join(import.meta.dirname, '../../README.md')
writeFileSync(path, withSection(readFileSync(path, 'utf8'), 'access patterns', accessPatternTables()))
console.log('README.md: access patterns written')
