import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { runInPlace } from '../setup/child.mjs'
import { lintErrors } from './lint.ts'
import { type Checked, readReport, reportOf, type RunnerReport } from './report.ts'
import { typeErrors } from './type-check.ts'

export interface RunContext {
  root: string
  /** a folder for the reports */
  reports: string
  env: NodeJS.ProcessEnv
  isTerminal: boolean
  /** takes what the runners write, instead of the terminal */
  onOutput?: (text: string) => void
}

/** The type check, which counts as one test. */
export async function checkTypes(context: RunContext): Promise<RunnerReport> {
  return reportOf('Type check', shown(await typeErrors(context), context), 'type error')
}

/** The linter, which counts as one test. */
export async function lint(context: RunContext): Promise<RunnerReport> {
  return reportOf('Lint', shown(await lintErrors(context), context), 'finding')
}

function shown(found: Checked, { onOutput = text => process.stdout.write(text) }: RunContext): Checked {
  for (const { text } of found.errors) onOutput(`${text}\n`)
  return found
}

/** Vitest over the given files. */
export async function runUnitTests(files: string[], { root, reports, env, onOutput }: RunContext): Promise<RunnerReport> {
  const report = emptied(join(reports, 'unit.json'))
  const code = await runInPlace(process.execPath, [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--includeTaskLocation', '--allowOnly=false',
    '--reporter=dot', `--reporter=${join(root, 'scripts', 'test', 'vitest-reporter.ts')}`, ...files,
  ], { cwd: root, env: { ...env, TEST_REPORT: report }, onOutput })
  return readReport('Unit tests', report, code)
}

/** Playwright over the given files, in the browser that BROWSER_PATH in `env` names. */
export async function runBrowserTests(files: string[], { root, reports, env, isTerminal, onOutput }: RunContext): Promise<RunnerReport> {
  const report = emptied(join(reports, 'browser.json'))
  const code = await runInPlace(process.execPath, [
    join(root, 'node_modules', 'playwright', 'cli.js'), 'test', '--forbid-only',
    `--reporter=${isTerminal ? 'line' : 'dot'},${join(root, 'scripts', 'test', 'playwright-reporter.ts')}`,
    ...files.map(asPattern),
  ], { cwd: root, env: { ...env, TEST_REPORT: report }, onOutput })
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
