import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { FullConfig, Reporter, Suite, TestCase, TestError } from 'playwright/types/testReporter'
import { firstLine, type Finding, type RunnerReport } from './report.ts'

/**
 * Writes what Playwright found to the file that the environment variable TEST_REPORT names. A test that passed only when
 * it was tried again counts as passed, and is named with what went wrong before. One that never ran because something
 * before it failed counts as skipped, beside that failure.
 *
 * https://playwright.dev/docs/api/class-reporter
 */
export default class ReportFile implements Reporter {
  private root: Suite | undefined
  private readonly errors: Finding[] = []

  onBegin(_config: FullConfig, suite: Suite): void {
    this.root = suite
  }

  onError(error: TestError): void {
    this.errors.push({
      title: 'outside every test',
      place: error.location && placeOf(error.location.file, error.location.line),
      reason: firstLine(error.message ?? error.value),
    })
  }

  onEnd(): void {
    const report = { runner: 'Browser tests', passed: 0, failed: this.errors, skipped: [] as Finding[], unsteady: [] as Finding[] } satisfies RunnerReport
    for (const test of this.root?.allTests() ?? []) {
      const outcome = test.outcome()
      if (outcome === 'expected' || outcome === 'flaky') report.passed++
      if (outcome === 'flaky') report.unsteady.push(failed(test))
      else if (outcome === 'skipped') report.skipped.push(skipped(test))
      else if (outcome === 'unexpected') report.failed.push(failed(test))
    }
    const file = process.env.TEST_REPORT
    if (file) writeFileSync(file, JSON.stringify(report))
  }

  printsToStdio(): boolean {
    return false
  }
}

function failed(test: TestCase): Finding {
  const error = test.results.find((result) => result.error)?.error
  const line = error?.location?.file === test.location.file ? error.location.line : test.location.line
  return { title: titleOf(test), place: placeOf(test.location.file, line), reason: firstLine(error?.message ?? error?.value) }
}

function skipped(test: TestCase): Finding {
  const mark = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme')
  const reason = mark ? mark.description : 'did not run'
  return { title: titleOf(test), place: placeOf(test.location.file, test.location.line), reason }
}

/** Without the empty root, the project's name and the file, which Playwright puts first. */
function titleOf(test: TestCase): string {
  return test.titlePath().slice(3).join(' ')
}

function placeOf(file: string, line: number): string {
  return `${relative(process.cwd(), file)}:${line}`
}
