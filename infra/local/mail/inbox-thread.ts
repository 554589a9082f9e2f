/** The inside of the inbox: `aws-ses-v2-local` in a thread, so that each run has a store of its own. */
import { networkInterfaces } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import inbox from 'aws-ses-v2-local'

const { port } = workerData as { readonly port: number }

const hasIpv6 = Object.values(networkInterfaces()).some((addresses) =>
  addresses?.some(({ family }) => family === 'IPv6'),
)
// `::` also takes IPv4, so that `localhost` is reached by either.
const server = await inbox.default({ host: hasIpv6 ? '::' : '0.0.0.0', port })
if (!server.listening) throw new Error(`the inbox cannot listen at port ${port}`)
parentPort?.postMessage('listening')
