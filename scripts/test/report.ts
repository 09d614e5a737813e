import { readFileSync } from 'node:fs'

/** What one runner has to say about its tests. Its reporter writes it as JSON when the run ends. */
export interface RunnerReport {
  runner: string
  passed: number
  failed: Finding[]
  skipped: Finding[]
  /** Those of the passed tests that failed when they were tried first. */
  unsteady?: Finding[]
}

/** A test worth naming: one that failed, with the first line of why, or one that was skipped, with the reason given. */
export interface Finding {
  title: string
  /** `tests/engine/clock.test.ts:12`, from the project's folder */
  place?: string
  reason?: string
}

/** Something wrong that a check of the whole project found. */
export interface Fault {
  /** `components/LiveWorkflow.vue:12`, from the project's folder */
  place: string
  /** the checker's words, with the lines that explain them */
  text: string
}

/** What a check of the whole project found; `crash` says why there is no answer. */
export interface Checked {
  errors: Fault[]
  crash?: string
}

/** The report of a check that counts as one test. `noun` is what one of its errors is called. */
export function reportOf(runner: string, { errors, crash }: Checked, noun: string): RunnerReport {
  if (crash) return crashed(runner, crash)
  const [first] = errors
  if (!first) return { runner, passed: 1, failed: [], skipped: [] }
  return { runner, passed: 0, failed: [{ title: runner, place: first.place, reason: countOf(errors, noun) }], skipped: [] }
}

/** `3 type errors`, for people. */
export function countOf(errors: Fault[], noun: string): string {
  return `${errors.length} ${noun}${errors.length === 1 ? '' : 's'}`
}

/**
 * Reads what a runner's reporter wrote, and turns every way of not saying so into a failure: no report or half a one
 * (the runner crashed), an exit code other than 0 without a failed test (an error outside all tests), no test at all.
 *
 * @param file where the reporter was told to write
 * @param exitCode the runner's
 */
export function readReport(runner: string, file: string, exitCode: number): RunnerReport {
  let report: RunnerReport
  try {
    report = JSON.parse(readFileSync(file, 'utf8')) as RunnerReport
  } catch {
    return crashed(runner, `ended with exit code ${exitCode} and wrote no report`)
  }
  if (exitCode !== 0 && report.failed.length === 0) {
    report.failed.push({ title: runner, reason: `ended with exit code ${exitCode} although no test failed` })
  }
  if (report.passed + report.failed.length + report.skipped.length === 0) {
    report.failed.push({ title: runner, reason: 'ran no test' })
  }
  return report
}

/** The report of a runner that has none of its own: one failure that says why. */
export function crashed(runner: string, reason: string): RunnerReport {
  return { runner, passed: 0, failed: [{ title: runner, reason }], skipped: [] }
}

/**
 * Everything to print after the runs: each runner's figures, what is to be said of tests that were left out, by name the
 * skipped tests, those that passed at a second try and the failed ones, and last the closing line that the whole run is
 * counted by.
 */
export function summaryOf(reports: RunnerReport[], leftOut?: string): string[] {
  const lines = reports.map(({ runner, passed, failed, skipped }) =>
    `${runner}: ${passed} passed, ${failed.length} failed, ${skipped.length} skipped`)
  if (leftOut) lines.push(leftOut)
  const skipped = reports.flatMap((report) => report.skipped)
  const unsteady = reports.flatMap((report) => report.unsteady ?? [])
  const failed = reports.flatMap((report) => report.failed)
  if (skipped.length > 0) lines.push('', 'Skipped:', ...skipped.map(shown))
  if (unsteady.length > 0) lines.push('', 'Passed only when tried again, so to be mended:', ...unsteady.map(shown))
  if (failed.length > 0) lines.push('', 'Failed:', ...failed.map(shown))
  return [...lines, '', closingLine(reports)]
}

/** `N passed, N failed, N skipped`, over all runners. */
export function closingLine(reports: RunnerReport[]): string {
  const sum = (count: (report: RunnerReport) => number) => reports.reduce((total, report) => total + count(report), 0)
  return `${sum((r) => r.passed)} passed, ${sum((r) => r.failed.length)} failed, ${sum((r) => r.skipped.length)} skipped`
}

function shown({ title, place, reason }: Finding): string {
  return `  ${place ? `${place}  ` : ''}${title}${reason ? `: ${reason}` : ''}`
}

/** The first line of an error's message, without the colours meant for a terminal. */
export function firstLine(message: string | undefined): string | undefined {
  return message?.replace(/\x1B\[[0-9;]*m/g, '').split('\n').find((line) => line.trim() !== '')?.trim()
}
