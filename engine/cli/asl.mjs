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
  const { main: run } = await import(main.href)
  process.exitCode = await run(process.argv.slice(2))
} else {
  const flags = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning']
  const { status, signal } = spawnSync(process.execPath, [...flags, fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exitCode = signal ? 1 : (status ?? 1)
}
