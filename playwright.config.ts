import { defineConfig } from 'playwright/test'
import { findBrowser } from './scripts/browser.mjs'

const { executablePath, args } = await findBrowser({ install: false })

export default defineConfig({
  testDir: 'tests',
  // The exports take longest, one after the other: begun first, they run beside everything else.
  projects: [
    { name: 'export', testMatch: 'export/**/*.spec.ts' },
    { name: 'everything else', testMatch: '**/*.spec.ts', testIgnore: 'export/**' },
  ],
  globalSetup: './tests/global-setup.ts',
  outputDir: 'test-results',
  workers: 2,
  // Where nobody can look, one test that falls once does not hide what the whole run says; it is named at the end.
  retries: process.env.SWEEP ? 1 : 0,
  // Long enough for a machine with other work: only what fails waits so long.
  timeout: 900_000,
  expect: { timeout: 120_000 },
  reporter: process.stdout.isTTY ? 'line' : 'dot',
  use: {
    // Set by the global set-up, before the processes that run the tests read this file.
    baseURL: process.env.DECK_URL,
    launchOptions: { executablePath, args },
    viewport: { width: 1280, height: 720 },
    trace: 'off',
    actionTimeout: 120_000,
  },
})
