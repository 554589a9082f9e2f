/**
 * Ends an old Node with the sentence that says what to do; npm brings the right one along in `node_modules/.bin`.
 * Plain JavaScript, as are the scripts that call it: an old Node cannot even begin to read TypeScript.
 *
 * @param {string} command what the person should type instead
 */
export const checkNode = (command) => {
  if (Number(process.versions.node.split('.')[0]) >= 24) return
  console.error(
    `Peer Register runs on Node 24, this is ${process.version}: run 'npm ci' and then '${command}', which brings its own.`,
  )
  process.exit(1)
}
