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

  outputDir: 'test-results',
  workers: 2,
  retries: 0,
  timeout: 90_000,
  reporter: process.stdout.isTTY ? 'line' : 'dot',
  use: {
    // Set by the global set-up, before the processes that run the tests read this file.
    baseURL: process.env.DECK_URL,
    launchOptions: { executablePath, args },
    viewport: { width: 1280, height: 720 },
    trace: 'off',
  },
})
