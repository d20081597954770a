import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'node_modules/**'],
    setupFiles: ['test/fixed-seed.ts'],
    testTimeout: 15_000,
    // Vitest leaves one of two cores free; most of the suite waits for a server or a disk.
    maxWorkers: 2,
  },
})
