import { escapeMarkup as escaped } from './markup.ts'

/** What is reported together: the cases of a pattern, the executions of a machine. */
export interface JUnitSuite {
  name: string
  cases: JUnitCase[]
}

export interface JUnitCase {
  name: string
  /** How long it took, in seconds. */
  seconds?: number
  /** Why it failed: the first line in short, all of it in the report. Undefined where it did not. */
  failure?: string
  /** It has not ended. */
  skipped?: boolean
}

/**
 * Results as CI reads them.
 *
 * @param name of the whole report
 * @returns the text of a `junit.xml`
 * @see https://github.com/testmoapp/junitxml
 */
export function junit(name: string, suites: readonly JUnitSuite[]): string {
  const all = suites.flatMap(({ cases }) => cases)
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${escaped(name)}"${countsOf(all)}>
${suites.map(suiteOf).join('')}</testsuites>
`
}

function suiteOf({ name, cases }: JUnitSuite): string {
  return `  <testsuite name="${escaped(name)}"${countsOf(cases)}>
${cases.map(one => caseOf(name, one)).join('')}  </testsuite>
`
}

function caseOf(suite: string, { name, seconds, failure, skipped }: JUnitCase): string {
  const opening = `    <testcase name="${escaped(name)}" classname="${escaped(suite)}"${seconds === undefined ? '' : ` time="${timeOf(seconds)}"`}`
  if (failure !== undefined) return `${opening}>\n      <failure message="${escaped(failure.split('\n')[0]!)}">${escaped(failure)}</failure>\n    </testcase>\n`
  return skipped ? `${opening}><skipped/></testcase>\n` : `${opening}/>\n`
}

function countsOf(cases: readonly JUnitCase[]): string {
  const failures = cases.filter(({ failure }) => failure !== undefined).length
  const skipped = cases.filter(({ failure, skipped }) => failure === undefined && skipped).length
  return ` tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}" time="${timeOf(cases.reduce((sum, { seconds = 0 }) => sum + seconds, 0))}"`
}

/** Never with an exponent, which readers do not expect. */
function timeOf(seconds: number): string {
  return seconds.toFixed(3)
}
