import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const project = (name: string, options: Record<string, unknown> = {}) => ({
  test: { name, include: [`test/${name}/**/*.test.{ts,tsx}`], ...options },
})

export default defineConfig({
  test: {
    // As many files at once as there are processors, and at least two: by itself Vitest leaves one of them free,
    // which is half of a small machine. What a browser or DynamoDB Local works, the test waits for.
    maxWorkers: Math.max(2, availableParallelism()),
    projects: [
      // Not the usual 5 s: property tests share the processor with everything else that runs.
      project('unit', { testTimeout: 30_000 }),
      project('integration', {
        globalSetup: 'test/support/dynamodb-local.ts',
        // A crash at each of a deed's calls is dozens of histories: long on a machine that does something else, too.
        testTimeout: 120_000,
        hookTimeout: 120_000,
      }),
      project('browser', { testTimeout: 120_000, hookTimeout: 120_000, maxWorkers: 2 }),
      project('simulation', {
        globalSetup: 'test/support/dynamodb-local.ts',
        testTimeout: 300_000,
        hookTimeout: 60_000,
      }),
    ],
  },
})
