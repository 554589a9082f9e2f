/**
 * `npm start`. Plain JavaScript, so that an old Node gets as far as the sentence that says what to do; npm brings
 * the right Node along in `node_modules/.bin`.
 */
const [major] = process.versions.node.split('.').map(Number)
if (major < 24) {
  console.error(
    `Peer Register runs on Node 24, this is ${process.version}: run 'npm ci' and then 'npm start', which brings its own.`,
  )
  process.exit(1)
}
const { runFromCommandLine } = await import('./command-line.ts')
await runFromCommandLine(process.argv.slice(2))
