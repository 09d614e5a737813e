import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { runInPlace } from '../setup/child.mjs'
import { crashed, readReport, type RunnerReport } from './report.ts'

export interface RunContext {
  root: string
  /** a folder for the reports */
  reports: string
  env: NodeJS.ProcessEnv
  isTerminal: boolean
}

/** The type check, which counts as one test. */
export async function checkTypes({ root, env }: RunContext): Promise<RunnerReport> {
  const runner = 'Type check'
  const code = await runInPlace(process.execPath, [join(root, 'node_modules', 'vue-tsc', 'bin', 'vue-tsc.js'), '--noEmit'], { cwd: root, env })
  if (code === 0) return { runner, passed: 1, failed: [], skipped: [] }
  return crashed(runner, code === 1 || code === 2 ? 'the errors are above; `npm run check` shows them alone' : `vue-tsc ended with exit code ${code}`)
}

/** Vitest over the given files. */
export async function runUnitTests(files: string[], { root, reports, env }: RunContext): Promise<RunnerReport> {
  const report = emptied(join(reports, 'unit.json'))
  const code = await runInPlace(process.execPath, [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--includeTaskLocation', '--allowOnly=false',
    '--reporter=dot', `--reporter=${join(root, 'scripts', 'test', 'vitest-reporter.ts')}`, ...files,
  ], { cwd: root, env: { ...env, TEST_REPORT: report } })
  return readReport('Unit tests', report, code)
}

/** Playwright over the given files, in the browser that BROWSER_PATH in `env` names. */
export async function runBrowserTests(files: string[], { root, reports, env, isTerminal }: RunContext): Promise<RunnerReport> {
  const report = emptied(join(reports, 'browser.json'))
  const code = await runInPlace(process.execPath, [
    join(root, 'node_modules', 'playwright', 'cli.js'), 'test', '--forbid-only',
    `--reporter=${isTerminal ? 'line' : 'dot'},${join(root, 'scripts', 'test', 'playwright-reporter.ts')}`,
    ...files.map(asPattern),
  ], { cwd: root, env: { ...env, TEST_REPORT: report } })
  return readReport('Browser tests', report, code)
}

/** The place of a report, without an earlier run's in it. */
function emptied(file: string): string {
  rmSync(file, { force: true })
  return file
}

/** Playwright reads what follows `test` as regular expressions over whole paths. */
function asPattern(file: string): string {
  const [, path = '', line = ''] = /^(.*?)(:\d+)?$/.exec(file) ?? []
  return `${path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}${line}`
}
