import { siteFromEnvironment } from '../../shared/lambda/environment.ts'
import { httpFunction } from '../../shared/lambda/http-function.ts'
import { tablesFromEnvironment } from '../../shared/lambda/tables-from-environment.ts'
import { callsOperations as operations } from '../../shared/matchmaking/calls/calls-operations.ts'
import { callAnswers } from '../../shared/table/call-table.ts'
import { contactById } from '../../shared/table/contact-reads.ts'
import { entriesOf } from '../../shared/table/entry-reads.ts'
import { sessionTable } from '../../shared/table/session-table.ts'
import { answerCall, type CallsParts, listCalls, showCall } from './answer-calls.ts'

const tables = tablesFromEnvironment()

const parts: CallsParts = {
  site: siteFromEnvironment(),
  store: {
    ...sessionTable(tables),
    ...callAnswers(tables),
    contactById: contactById(tables),
    entriesOf: entriesOf(tables),
  },
  now: () => new Date().toISOString(),
}

/** The HTTP function of calls: who is invited to what, and who takes part. */
export const handler = httpFunction(parts.site, [
  [operations.listCalls, listCalls(parts)],
  [operations.showCall, showCall(parts)],
  [operations.answerCall, answerCall(parts)],
])
