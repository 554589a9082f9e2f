import { jobFunction } from '../../shared/lambda/job-function.ts'
import { errorFields, log } from '../../shared/lambda/log.ts'
import { registerOf } from '../../shared/lambda/register-reader.ts'
import { tablesFromEnvironment } from '../../shared/lambda/tables-from-environment.ts'
import { planCalls } from '../../shared/matchmaking/calls/plan-calls.ts'
import { programmesReader } from '../../shared/programmes/programmes-reader.ts'
import { callWork } from '../../shared/table/call-table.ts'
import { programmeTable } from '../../shared/table/programme-table.ts'

const tables = tablesFromEnvironment()
const programmes = programmesReader(programmeTable(tables), () => new Date().toISOString())

const work = planCalls({
  store: callWork(tables),
  register: registerOf(tables),
  programmeOf: async ({ programme }) => (await programmes.one(programme))?.programme,
  now: () => new Date(),
  report: (callId, error) => log.error('call-failed', { call: callId, ...errorFields(error) }),
})

/** Tells all who might of calls that were opened, and closes those whose day is over. */
export const handler = jobFunction('plan-calls', work)
