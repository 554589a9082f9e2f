import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'

/** `npm run bench -- <name>`: runs one bench; without a known name, says which there are. */
const benches = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => basename(file, '.ts'))
  .filter((name) => name !== 'run')
const [name = ''] = process.argv.slice(2)
if (!benches.includes(name)) {
  console.error(`npm run bench -- <name>, where <name> is one of: ${benches.join(', ')}`)
  process.exit(1)
}
await import(join(import.meta.dirname, `${name}.ts`))
