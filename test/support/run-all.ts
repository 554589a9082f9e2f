/**
 * `npm test`: everything that must hold, one step after the other, with a table at the end. Goes on after a
 * failure, so that one run tells all; ends with code 1 if anything failed. `--full` takes the full number of seeds, and a picture of every page.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const reports = join(import.meta.dirname, '../reports')
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
const full = process.argv.includes('--full')

type Step = { readonly name: string; readonly command: readonly string[]; readonly report?: string }

const vitest = (name: string, projects: readonly string[]): Step => {
  const report = join(reports, `${name}.json`)
  return {
    name,
    report,
    command: [
      'vitest',
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
  }
}

const steps: readonly Step[] = [
  { name: 'format and lint', command: ['biome', 'ci', '--error-on-warnings', '.'] },
  { name: 'unused code', command: ['knip'] },
  { name: 'types', command: ['tsc', '--noEmit'] },
  vitest('unit', ['unit']),
  vitest('integration', ['integration']),
  vitest('simulation', ['simulation']),
  vitest('browser', ['browser']),
  { name: 'synth with nag', command: ['cdk', 'synth', '--quiet'] },
]

/** Counts of a step: a test runner's own report, or the step itself as one check. */
const countsOf = (step: Step, ok: boolean): { passed: number; failed: number } => {
  if (!step.report) return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 }
  if (!existsSync(step.report)) return { passed: 0, failed: 1 }
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(step.report, 'utf8')) as Record<
    string,
    number
  >
  // A runner that fails without a failed test (an error outside of tests) must not look green.
  return { passed: numPassedTests ?? 0, failed: Math.max(numFailedTests ?? 0, ok ? 0 : 1) }
}

const rows = steps.map((step) => {
  console.log(`\n── ${step.name}`)
  const started = performance.now()
  const [command = '', ...args] = step.command
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    env: {
      ...process.env,
      ...(full ? { SEEDS: process.env.SEEDS ?? '10000' } : { PICTURES: process.env.PICTURES ?? 'readme' }),
    },
  })
  return {
    step: step.name,
    ...countsOf(step, status === 0),
    seconds: Math.round((performance.now() - started) / 1000),
  }
})

console.log()
console.table(rows)
const passed = rows.reduce((sum, row) => sum + row.passed, 0)
const failed = rows.reduce((sum, row) => sum + row.failed, 0)
writeFileSync(join(reports, 'summary.json'), JSON.stringify({ passed, failed, rows }))
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
