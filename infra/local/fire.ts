/** `npm run fire -- <job>`: asks the running `npm start` to fire a scheduled job now. */
import { parseArgs } from 'node:util'
import { controlHeader } from './control.ts'
import { runFolderAt, usualDataFolder } from './run-folder.ts'
import { runningRunIn } from './run-lock.ts'
import type { Fired } from './schedules/scheduler.ts'

const leave = (line: string): never => {
  console.error(line)
  process.exit(1)
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { data: { type: 'string', default: usualDataFolder } },
})
const folder = runFolderAt(values.data)
const run = runningRunIn(folder)
if (!run?.controlUrl) leave(`Nothing runs in ${folder.path}: start it with 'npm start' first.`)
const [job = ''] = positionals

const answer = await fetch(`${run?.controlUrl}/jobs/${encodeURIComponent(job)}`, {
  method: 'POST',
  headers: { [controlHeader]: run?.token ?? '' },
}).catch(() => leave(`The run in ${folder.path} does not answer: start it anew with 'npm start'.`))

if (answer.status === 404) {
  const { jobs } = (await answer.json()) as { jobs: readonly string[] }
  leave(
    `${job === '' ? 'Which job?' : `There is no job '${job}'.`} Known: ${jobs.join(', ')}. Try 'npm run fire -- ${jobs[0]}'.`,
  )
}
const fired = (await answer.json()) as Fired
if (!fired.ok) leave(`${job} failed: ${fired.message}`)
else {
  const counts = Object.entries((fired.answer ?? {}) as Record<string, unknown>)
  console.log(`${job}: ${counts.map(([name, count]) => `${name} ${String(count)}`).join(', ') || 'done'}`)
}
