/**
 * `npm run bench -- bundles`: every function with the bytes of its bundle and what it may do. The last line is one
 * JSON object.
 */
import { bundleSizes } from '../support/bundle-sizes.ts'

const rows = bundleSizes()
const wide = (column: 'name' | 'bytes') =>
  Math.max('function'.length, ...rows.map((row) => String(row[column]).length))
const line = (name: string, bytes: string, actions: string) =>
  console.log(`${name.padEnd(wide('name'))}  ${bytes.padStart(wide('bytes'))}  ${actions}`)
line('function', 'bytes', 'actions')
for (const row of rows) line(row.name, String(row.bytes), row.actions)
const ours = Object.fromEntries(rows.map(({ name, bytes, actions }) => [name, { bytes, actions }]))
console.log(JSON.stringify({ bench: 'bundles', ours, peers: {} }))
