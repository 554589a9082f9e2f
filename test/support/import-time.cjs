/**
 * Prints how many milliseconds of processor time the import of one module takes in this process, which has imported
 * nothing else. Not the time by the clock, which tells of the machine's other work.
 */
const [, , file = ''] = process.argv
// Lambda's own, for functions that stream.
globalThis.awslambda = { streamifyResponse: (handler) => handler }
const began = process.cpuUsage()
require(file)
const { user, system } = process.cpuUsage(began)
process.stdout.write(`${(user + system) / 1000}\n`, () => process.exit())
