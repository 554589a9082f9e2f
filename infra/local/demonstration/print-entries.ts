/** `npm run demo -- --entries N [--seed S]`: any number of entries as JSON lines on standard output. */
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { demonstrationEntries, usualSeed } from './demonstration-entries.ts'

const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '600' },
    seed: { type: 'string', default: usualSeed },
    // Fixed, so that a second run prints the same.
    now: { type: 'string', default: '2026-11-23T09:00:00.000Z' },
  },
})
const entries = Number(values.entries)
if (!Number.isInteger(entries) || entries < 1) {
  console.error(`--entries must be a whole number from 1, not '${values.entries}'.`)
  process.exit(1)
}
if (Number.isNaN(Date.parse(values.now))) {
  console.error(`--now must be an instant such as 2026-11-23T09:00:00Z, not '${values.now}'.`)
  process.exit(1)
}
// Whoever reads only the first lines (`| head`) ends it.
process.stdout.on('error', () => process.exit(0))
const now = new Date(values.now).toISOString()
for (const { entry } of demonstrationEntries({ entries, seed: values.seed, now, addressKey: 'printed' }))
  if (!process.stdout.write(`${JSON.stringify(entry)}\n`)) await once(process.stdout, 'drain')
