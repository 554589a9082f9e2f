/** `npm start`. */
import { checkNode } from './check-node.mjs'

checkNode('npm start')
const { runFromCommandLine } = await import('./command-line.ts')
await runFromCommandLine(process.argv.slice(2))
