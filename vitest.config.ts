import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: 'test/support/build.ts',
    environment: 'node',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two cores are what an office box has; more workers only make real-time tests flaky.
    maxWorkers: 2,
  },
});
