#!/usr/bin/env node
// @ts-check
// The `asl` command. Its source is TypeScript, which Node runs as it is from 22.18 on, and from 22.12 on when asked to.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const main = new URL('./main.ts', import.meta.url)

if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(`asl: Node ${process.versions.node} is too old, 22.12 or newer is needed\n`)
  process.exitCode = 2
} else if (process.features.typescript) {
  // Node 22 and 23 announce on every start that type stripping is experimental.
  if (major < 24) process.removeAllListeners('warning')
  process.exitCode = await start()
} else {
  const flags = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning']
  const { status, signal } = spawnSync(process.execPath, [...flags, fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exitCode = signal ? 1 : (status ?? 1)
}

/** @returns {Promise<number>} the exit code */
async function start() {
  try {
    const { main: run } = await import(main.href)
    return await run(process.argv.slice(2))
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ERR_MODULE_NOT_FOUND') throw error
    process.stderr.write('asl: its packages are not installed: run npm ci in its folder, or npm run asl, which does\n')
    return 2
  }
}
