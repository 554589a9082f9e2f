/** `npm run fire -- <job>`. */
import { checkNode } from './check-node.mjs'

checkNode('npm run fire -- <job>')
const { fireFromCommandLine } = await import('./fire-job.ts')
await fireFromCommandLine(process.argv.slice(2))
