import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { App, Tags, Validations } from 'aws-cdk-lib'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import { AwsSolutionsChecks } from 'cdk-nag'
import { bundleFolderOf, bundleFunctions } from './bundle.ts'
import { DataStack } from './data-stack.ts'
import { type Entry, entries } from './grants.ts'
import { MailStack } from './mail-stack.ts'
import { ServiceStack } from './service-stack.ts'
import { defaultStage, type Overrides, overridable, settingsOf } from './stages.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

export type AppOptions = {
  /** The stage; without it the context's `stage`, or `demo`. */
  readonly stage?: string
  /** `real` bundles every function; `none` gives all of them one placeholder, for tests and the local run. */
  readonly bundling: 'real' | 'none'
  /** Whether templates are checked by CDK's rules and cdk-nag: some 6 s, and a finding fails the synthesis. */
  readonly validation: boolean
  /** Where the templates go; a temporary folder (or CDK's own choice) without it. */
  readonly outDir?: string
  /** Context as `-c name=value` gives it, e.g. `{siteUrl: 'http://localhost:4000'}`. */
  readonly context?: Readonly<Record<string, unknown>>
}

/** The app and its stacks, for tests; `app.synth()` gives the templates. */
export type BuiltApp = {
  readonly app: App
  readonly data: DataStack
  readonly mail: MailStack
  readonly service: ServiceStack
}

/**
 * Builds the stacks of one stage. The command line, the tests and the local run all deploy what this gives.
 *
 * @throws StageError for an unknown stage or a setting that is missing or wrong
 */
export const buildApp = (options: AppOptions): BuiltApp => {
  const app = new App({
    // The command line passes cdk.json's context itself; tests and the local run have none.
    context: { ...cdkJsonContext(), ...options.context },
    ...(options.outDir !== undefined && { outdir: options.outDir }),
    analyticsReporting: false,
    builtinCloudFormationValidation: options.validation,
  })
  const stage: unknown = options.stage ?? app.node.tryGetContext('stage') ?? defaultStage
  const settings = settingsOf(String(stage), overridesIn(app))

  const stackProps = (stack: string, description: string) => ({
    stackName: `peer-register-${settings.stage}-${stack}`,
    description: `Peer Register (${settings.stage}): ${description}`,
    // No account: the templates fit any, and no synthesis asks AWS for anything.
    env: { region: settings.region },
  })
  const data = new DataStack(app, 'Data', {
    ...stackProps('data', 'tables and keys, to be kept'),
    terminationProtection: true,
  })
  const mail = new MailStack(app, 'Mail', {
    ...stackProps('mail', "the sender's identity and SES's events"),
    settings,
  })
  const service = new ServiceStack(app, 'Service', {
    ...stackProps('service', 'the API and the functions'),
    parts: {
      settings,
      data: data.data,
      mail: mail.mail,
      codeOf: options.bundling === 'real' ? bundledCode() : placeholderCode(),
    },
  })
  service.addStackDependency(data)
  service.addStackDependency(mail)
  Tags.of(app).add('project', 'peer-register')
  Tags.of(app).add('stage', settings.stage)
  if (options.validation) Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
  return { app, data, mail, service }
}

const cdkJsonContext = (): Record<string, unknown> =>
  (JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as { context: Record<string, unknown> }).context

const overridesIn = (app: App): Overrides => {
  const stated: Record<string, unknown> = {}
  for (const setting of overridable) {
    const value: unknown = app.node.tryGetContext(setting)
    if (value !== undefined) stated[setting] = value
  }
  return stated
}

const bundledCode = (): ((entry: Entry) => lambda.Code) => {
  const outDir = join(root, '.build/functions')
  bundleFunctions(entries, outDir)
  return (entry) => lambda.Code.fromAsset(join(outDir, bundleFolderOf(entry)))
}

const placeholderCode = (): ((entry: Entry) => lambda.Code) => {
  const folder = join(root, '.build/placeholder')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'index.cjs'), "exports.handler = () => { throw new Error('not bundled') }\n")
  const code = lambda.Code.fromAsset(folder)
  return () => code
}
