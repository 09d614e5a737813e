import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { Reporter, TestCase, TestModule } from 'vitest/node'
import { firstLine, type Finding, type RunnerReport } from './report.ts'

interface TestError {
  message?: string
  stacks?: { file: string, line: number }[]
}

/**
 * Writes what Vitest found to the file that the environment variable TEST_REPORT names. Vitest's own JSON reporter
 * leaves out errors outside tests and the reasons for skipping.
 *
 * https://vitest.dev/api/advanced/reporters
 */
export default class ReportFile implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly TestError[]): void {
    const report: RunnerReport = { runner: 'Unit tests', passed: 0, failed: [], skipped: [] }
    for (const module of modules) {
      for (const test of module.children.allTests()) add(report, test)
      for (const error of module.errors()) report.failed.push(finding('the file cannot be run', module.moduleId, error))
      for (const suite of module.children.allSuites()) {
        for (const error of suite.errors()) report.failed.push(finding(suite.fullName, module.moduleId, error, suite.location?.line))
      }
    }
    for (const error of unhandledErrors) report.failed.push(finding('outside every test', error.stacks?.[0]?.file, error))
    const file = process.env.TEST_REPORT
    if (file) writeFileSync(file, JSON.stringify(report))
  }
}

function add(report: RunnerReport, test: TestCase): void {
  const result = test.result()
  const file = test.module.moduleId
  const line = test.location?.line
  if (result.state === 'passed') report.passed++
  else if (result.state === 'failed') report.failed.push(finding(test.fullName, file, result.errors[0], line))
  else if (result.state === 'skipped') {
    const todo = test.options.mode === 'todo' ? 'to do' : undefined
    report.skipped.push({ title: test.fullName, place: placeOf(file, line), reason: result.note ?? todo })
  } else report.failed.push({ title: test.fullName, place: placeOf(file, line), reason: 'did not end' })
}

/** Names the line in the test's own file where it went wrong, which may lie below the line where the test begins. */
function finding(title: string, file: string | undefined, error: TestError | undefined, line?: number): Finding {
  const frame = error?.stacks?.find((frame) => frame.file === file)
  return { title, place: file && placeOf(file, frame?.line ?? line), reason: firstLine(error?.message) }
}

function placeOf(file: string, line: number | undefined): string {
  const path = relative(process.cwd(), file)
  return line === undefined ? path : `${path}:${line}`
}
