/** Bundles all functions in a thread of its own. */
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { bundleFolderOf, bundleFunctions } from '../../bundle.ts'
import { entries } from '../../grants.ts'

const { outDir } = workerData as { readonly outDir: string }

bundleFunctions(entries, outDir)
parentPort?.postMessage(
  Object.fromEntries(entries.map((entry) => [entry, join(outDir, bundleFolderOf(entry), 'index.cjs')])),
)
