/**
 * The CDK command line's entry (`cdk.json`). `-c stage=…` chooses the stage, `-c siteUrl=…` and other settings
 * override it, `-c bundling=none` and `-c validation=off` make it quick.
 */
import { buildApp } from './build-app.ts'
import { StageError } from './stages.ts'

const context = JSON.parse(process.env.CDK_CONTEXT_JSON ?? '{}') as Record<string, unknown>

try {
  buildApp({
    bundling: context.bundling === 'none' ? 'none' : 'real',
    validation: context.validation !== 'off',
  }).app.synth()
} catch (error) {
  if (!(error instanceof StageError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
