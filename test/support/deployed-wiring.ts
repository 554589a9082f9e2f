import { buildApp } from '../../infra/build-app.ts'
import { readWiring } from '../../infra/local/templates/read-wiring.ts'
import type { Wiring } from '../../infra/local/templates/wiring.ts'

/** What a stage deploys, as the local run reads it from the templates: environments, routes, tables. */
export const deployedWiring = (stage = 'demo'): Wiring => {
  const { stacks } = buildApp({ stage, bundling: 'none', validation: false }).app.synth()
  return readWiring(Object.fromEntries(stacks.map(({ stackName, template }) => [stackName, template])), {
    region: 'eu-central-1',
    account: '000000000000',
  })
}
