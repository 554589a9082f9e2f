/** Synthesizes the stacks of the stage `local` in a thread of its own. */
import { parentPort, workerData } from 'node:worker_threads'
import { buildApp } from '../../build-app.ts'

const { siteUrl, deskIssuer, outDir } = workerData as {
  readonly siteUrl: string
  readonly deskIssuer: string
  readonly outDir: string
}

const { app } = buildApp({
  stage: 'local',
  bundling: 'none',
  // CDK's own checks and cdk-nag take some 6 s; the tests run them.
  validation: false,
  outDir,
  context: { siteUrl, deskIssuer },
})
parentPort?.postMessage(
  Object.fromEntries(app.synth().stacks.map((stack) => [stack.stackName, stack.template as unknown])),
)
