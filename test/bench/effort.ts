/**
 * `npm run bench -- effort [--write]`: what the survey asks of a person, on the deployed wiring in a browser of a phone's
 * width without script: the shortest submission, all that the survey asks, and the yearly renewal by mail. Fields and
 * clicks are counted on the way (a test holds the README's to them), seconds follow from what was read, typed and
 * pressed (`secondsOf`). The last line is one JSON object.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLocalRun } from '../../infra/local/local-run.ts'
import { report } from '../support/bench-report.ts'
import { launchBrowser } from '../support/browser.ts'
import { secondsOf } from '../support/effort.ts'
import { freePorts } from '../support/free-ports.ts'
import { effortRow, surveyEfforts } from '../support/survey-walks.ts'

const dataFolder = mkdtempSync(join(tmpdir(), 'peer-register-effort-'))
const run = await startLocalRun({ port: await freePorts(4), dataFolder, empty: true })
const browser = await launchBrowser()
try {
  const efforts = await surveyEfforts(run, browser)
  report({
    bench: 'effort',
    notes: [
      'Counted on the way through the running site, at a phone’s width, without script. Seconds: every word read once at 200 a minute, typing at 36 words a minute on a phone, 2.45 s a press; the mail’s way is left out.',
    ],
    head: ['what', 'fields', 'clicks', 'characters typed', 'words read', 'seconds'],
    rows: Object.entries(efforts).map(([what, effort]) => effortRow(what, effort)),
    ours: Object.fromEntries(
      Object.entries(efforts).map(([what, effort]) => [
        what,
        { ...effort, seconds: Math.round(secondsOf(effort)) },
      ]),
    ),
    peers: {},
  })
} finally {
  await browser.close()
  await run.stop()
  rmSync(dataFolder, { recursive: true, force: true })
}
