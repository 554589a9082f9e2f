import { parseArgs } from 'node:util'
import { controlHeader } from './control.ts'
import { Refusal } from './refusal.ts'
import { runFolderAt, usualDataFolder } from './run-folder.ts'
import { runningRunIn } from './run-lock.ts'
import type { Fired } from './schedules/scheduler.ts'

const usage = 'npm run fire -- <job> [--data FOLDER]'

/** `npm run fire -- <job>`: asks the running `npm start` to fire a scheduled job now, and prints what it counted. */
export const fireFromCommandLine = async (given: readonly string[]): Promise<void> => {
  try {
    const { job, folder } = readArguments(given)
    console.log(await fire(job, folder))
  } catch (error) {
    console.error(error instanceof Refusal ? error.message : error)
    process.exit(1)
  }
}

const readArguments = (given: readonly string[]): { job: string; folder: string } => {
  try {
    const { values, positionals } = parseArgs({
      args: [...given],
      allowPositionals: true,
      options: { data: { type: 'string', default: usualDataFolder } },
    })
    return { job: positionals[0] ?? '', folder: values.data }
  } catch (error) {
    throw new Refusal(`${error instanceof Error ? error.message : String(error)}\n${usage}`)
  }
}

/**
 * Which run carried a job out, what it counted, and what comes of it, a line each.
 *
 * @throws Refusal if nothing runs there, or it knows no such job, or the job failed
 */
const fire = async (job: string, dataFolder: string): Promise<string> => {
  const folder = runFolderAt(dataFolder)
  const run = runningRunIn(folder)
  if (!run?.at)
    throw new Refusal(
      `Nothing runs in ${folder.path}: start it with 'npm start' first, or name the folder of a run that was started with '--data': '${usage}'.`,
    )
  const { controlUrl, siteUrl, inboxUrl } = run.at
  const answer = await fetch(`${controlUrl}/jobs/${encodeURIComponent(job)}`, {
    method: 'POST',
    headers: { [controlHeader]: run.token },
  }).catch((cause: unknown) => {
    throw new Refusal(`The run in ${folder.path} does not answer: start it anew with 'npm start'.`, { cause })
  })
  if (answer.status === 404) {
    const { jobs } = (await answer.json()) as { jobs: readonly string[] }
    throw new Refusal(
      `${job === '' ? 'Which job?' : `There is no job '${job}'.`} Known: ${jobs.join(', ')}. Try 'npm run fire -- plan-digests'.`,
    )
  }
  const fired = (await answer.json()) as Fired
  if (!fired.ok) throw new Refusal(`${job} failed: ${fired.message}`)
  const counts = (fired.answer ?? {}) as Readonly<Record<string, unknown>>
  const counted = Object.entries(counts).map(([name, count]) => `${name} ${String(count)}`)
  return [
    `Run at ${siteUrl} (data in ${folder.path})`,
    `${job}: ${counted.join(', ') || 'done'}`,
    ...(Number(counts.planned) > 0
      ? [`The first mails go out within a minute: look into the inbox, ${inboxUrl}`]
      : []),
  ].join('\n')
}
