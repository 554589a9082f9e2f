import { defineConfig } from 'vitest/config'

const project = (name: string, options: Record<string, unknown> = {}) => ({
  test: { name, include: [`test/${name}/**/*.test.{ts,tsx}`], ...options },
})

export default defineConfig({
  test: {
    projects: [
      project('unit'),
      project('integration', {
        globalSetup: 'test/support/dynamodb-local.ts',
        testTimeout: 30_000,
        hookTimeout: 60_000,
      }),
      project('browser', { testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false }),
      project('simulation', {
        globalSetup: 'test/support/dynamodb-local.ts',
        testTimeout: 300_000,
        hookTimeout: 60_000,
      }),
    ],
  },
})
