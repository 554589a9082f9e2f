/**
 * `npm run bench -- bundles`: every function with the bytes of its bundle and what it may do. The last line is one
 * JSON object.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleFunctions } from '../../infra/bundle.ts'
import { nameOf } from '../../infra/constructs/feature-function.ts'
import { entries, grantOf, inWords } from '../../infra/grants.ts'

const outDir = mkdtempSync(join(tmpdir(), 'bundles-'))
try {
  const rows = [...bundleFunctions(entries, outDir)].map(([entry, { bytes }]) => ({
    function: nameOf(entry),
    bytes,
    actions: inWords(grantOf(entry)),
  }))
  const wide = (column: 'function' | 'bytes') =>
    Math.max(column.length, ...rows.map((row) => String(row[column]).length))
  const line = (name: string, bytes: string, actions: string) =>
    console.log(`${name.padEnd(wide('function'))}  ${bytes.padStart(wide('bytes'))}  ${actions}`)
  line('function', 'bytes', 'actions')
  for (const row of rows) line(row.function, String(row.bytes), row.actions)
  const ours = Object.fromEntries(
    rows.map(({ function: name, bytes, actions }) => [name, { bytes, actions }]),
  )
  console.log(JSON.stringify({ bench: 'bundles', ours, peers: {} }))
} finally {
  rmSync(outDir, { recursive: true })
}
