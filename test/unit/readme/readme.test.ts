import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { benchTables } from '../../support/bench-report.ts'
import { introductionsDrawing } from '../../support/draw-introductions.ts'
import { fitTable } from '../../support/fit-table.ts'
import { idleCosts, idleCostTable, sumOf } from '../../support/idle-costs.ts'
import { programmeTable } from '../../support/programme-cases.ts'
import { accessPatternTables, generatedSection } from '../../support/readme.ts'

const root = join(import.meta.dirname, '../../..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')

describe('the README', () => {
  it('has the access patterns as the data has them (npm run docs)', () => {
    expect(generatedSection(readme, 'access patterns')).toBe(accessPatternTables())
  })

  it('draws the state machine of introductions from its data', () => {
    expect(generatedSection(readme, 'introductions')).toBe(introductionsDrawing())
  })

  it('says of each term of the fit what it weighs and why, from the weights themselves', () => {
    expect(generatedSection(readme, 'fit')).toBe(fitTable())
  })

  it('has the programmes with what the rules answer in real cases', () => {
    expect(generatedSection(readme, 'programmes')).toBe(programmeTable())
  })

  it('has the benches as they were last kept (npm run bench -- <name> --write, npm run docs)', () => {
    expect(generatedSection(readme, 'benches')).toBe(benchTables())
  })

  it('has what the stacks cost while nobody comes, as they are: at most 20 € a month', () => {
    const costs = idleCosts()
    const withoutFirewall = idleCosts({ firewall: 'off' })
    expect(generatedSection(readme, 'costs')).toBe(idleCostTable(costs, withoutFirewall))
    expect(sumOf(costs)).toBeLessThanOrEqual(20)
    expect(sumOf(withoutFirewall)).toBeLessThan(sumOf(costs) - 5)
  })

  it('links only to files that are there', () => {
    const links = [...readme.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((match) => match[1] ?? '')
    expect(links.length).toBeGreaterThan(3)
    expect(links.filter((link) => !existsSync(join(root, link)))).toEqual([])
  })
})
