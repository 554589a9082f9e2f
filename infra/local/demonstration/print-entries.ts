/** `npm run demo -- --entries N [--seed S]`: any number of entries as JSON lines on standard output. */
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { Refusal } from '../refusal.ts'
import { wholeNumber, withNumbersJoined } from '../whole-numbers.ts'
import { demonstrationEntries, usualSeed } from './demonstration-entries.ts'

const usage = 'npm run demo -- [--entries N] [--seed S] [--now INSTANT]'

const readArguments = (given: readonly string[]) => {
  try {
    const { values } = parseArgs({
      args: withNumbersJoined(given),
      options: {
        entries: { type: 'string', default: '600' },
        seed: { type: 'string', default: usualSeed },
        // Fixed, so that a second run prints the same.
        now: { type: 'string', default: '2026-11-23T09:00:00.000Z' },
      },
    })
    const entries = wholeNumber('--entries', values.entries)
    if (Number.isNaN(Date.parse(values.now)))
      throw new Refusal(`--now must be an instant such as 2026-11-23T09:00:00Z, not '${values.now}'.`)
    return { entries, seed: values.seed, now: new Date(values.now).toISOString() }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(`${error instanceof Error ? error.message : String(error)}\n${usage}`)
  }
}

const print = async (given: readonly string[]): Promise<void> => {
  // Whoever reads only the first lines (`| head`) ends it.
  process.stdout.on('error', () => process.exit(0))
  for (const { entry } of demonstrationEntries({ ...readArguments(given), addressKey: 'printed' }))
    if (!process.stdout.write(`${JSON.stringify(entry)}\n`)) await once(process.stdout, 'drain')
}

try {
  await print(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error)
  process.exitCode = 1
}
