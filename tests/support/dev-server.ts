import { join } from 'node:path'
import { test as base } from 'playwright/test'
import { startServer } from './server.ts'

const root = join(import.meta.dirname, '..', '..')

/**
 * Playwright's `test` with `devUrl`, the address of Slidev's own server (what `npm start` runs), for what exists only
 * there. It is started when the first test asks for it; tests that share a file share it.
 */
export const test = base.extend<object, { devUrl: string }>({
  devUrl: [async ({}, use) => {
    const slidev = join(root, 'node_modules', '@slidev', 'cli', 'bin', 'slidev.mjs')
    const server = await startServer((port) => [slidev, '--port', String(port), '--open', 'false'], { root })
    await use(server.url)
    await server.stop()
  }, { scope: 'worker', timeout: 180_000 }],
})

export { expect } from 'playwright/test'
