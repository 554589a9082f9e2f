import { Failure } from '../../shared/failures.ts'
import { registerOf } from '../../shared/lambda/register-reader.ts'
import { streamFunction } from '../../shared/lambda/stream-function.ts'
import { tablesFromEnvironment } from '../../shared/lambda/tables-from-environment.ts'
import { publishRound } from '../../shared/matchmaking/rounds/publish-round.ts'
import { runRound } from '../../shared/matchmaking/rounds/run-round.ts'
import { programmesReader } from '../../shared/programmes/programmes-reader.ts'
import { contactsOfEntry } from '../../shared/table/entry-reads.ts'
import { introductionReads, introductionWrites } from '../../shared/table/introduction-table.ts'
import { programmeTable } from '../../shared/table/programme-table.ts'
import { roundTable } from '../../shared/table/round-table.ts'

const tables = tablesFromEnvironment()
const now = () => new Date().toISOString()
const rounds = roundTable(tables)
const programmes = programmesReader(programmeTable(tables), now)

const run = runRound({
  store: rounds,
  register: registerOf(tables),
  introductions: introductionReads(tables),
  programmeOf: async ({ programme }) => (await programmes.one(programme))?.programme,
  now,
  clock: () => performance.now(),
})
const publish = publishRound({
  rounds,
  introductions: { ...introductionReads(tables), ...introductionWrites(tables) },
  contactsOfEntry: contactsOfEntry(tables),
  now,
})

/**
 * Works on a round whose row says so: matches it, or makes proposals of it. The record only names it; what is done is
 * what the row says now, so that a record that comes late or twice does nothing wrong, and one that comes again after a
 * stop goes on.
 */
export const handler = streamFunction('on-round', async (record) => {
  const roundId = record.dynamodb?.NewImage?.roundId?.S
  if (!roundId) throw new Failure('poison', 'unexpected')
  await run(roundId)
  await publish(roundId)
  return 'done'
})
