import { setTimeout as wait } from 'node:timers/promises'
import { planDigests } from '../../shared/digests/plan-digests.ts'
import { jobFunction } from '../../shared/lambda/job-function.ts'
import { errorFields, log } from '../../shared/lambda/log.ts'
import { peersOf } from '../../shared/lambda/register-reader.ts'
import { tablesFromEnvironment } from '../../shared/lambda/tables-from-environment.ts'
import { digestTable } from '../../shared/table/digest-table.ts'
import { listNames } from '../../shared/table/keys.ts'

const tables = tablesFromEnvironment()
const now = () => new Date()
const plan = planDigests({
  store: digestTable(tables),
  peers: peersOf(tables),
  lists: listNames,
  now,
  pause: (ms) => wait(ms),
  random: Math.random,
  report: (contactId, error) => log.error('digest-failed', { contact: contactId, ...errorFields(error) }),
})

/** Makes a notice for each person who has new suggestions in their week or month. */
export const handler = jobFunction('plan-digests', ({ scheduledTime }) => plan(scheduledTime))
