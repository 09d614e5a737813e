import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { formatDiagnostic } from '../../asl/index.ts'
import { type CoveredSource, CoverageTally, junit } from '../../simulation/covering/index.ts'
import { orNear } from '../../simulation/near-name.ts'
import { readArguments, type Options } from '../arguments.ts'
import { checkPattern } from '../check-pattern.ts'
import type { Command } from '../command.ts'
import { listPatterns, readPattern } from '../pattern-folder.ts'
import { CommandError, EXIT } from '../problems.ts'
import { writeCoverage, writeReport } from '../report/coverage.ts'
import { painter, write } from '../terminal.ts'

const usage = 'asl test [PATTERN…] [options]'

const OPTIONS: Options = {
  folder: { type: 'string', value: 'FOLDER', about: 'where the patterns’ folders are; snippets otherwise' },
  json: { type: 'boolean', about: 'each case and what differs, as JSON' },
  junit: { type: 'string', value: 'FILE', about: 'writes the same for CI: a suite a pattern' },
  coverage: { type: 'string', value: 'FOLDER', about: 'writes which states, transitions, catchers, retriers and rules ran: index.html, lcov.info, coverage.json' },
}

interface CaseResult {
  pattern: string
  /** Undefined for what is wrong with the pattern's files. */
  case?: string
  passed: boolean
  /** What is wrong, each with file and line. */
  differences: string[]
}

export const test: Command = {
  usage,
  about: 'runs the cases of the patterns under snippets/ and says what differs from what they expect',
  options: OPTIONS,
  examples: ['asl test saga', 'asl test --folder workflows --json', 'asl test --junit reports/asl.xml --coverage reports/asl'],
  async run(argv, terminal) {
    const args = readArguments(argv, OPTIONS, usage)
    const folder = args.text('folder') ?? defaultFolder()
    const known = listPatterns(folder)
    if (known.length === 0) throw new CommandError(`${folder} holds no pattern: a folder with workflow.asl.yaml, mocks.json and cases.yaml`)
    const missing = args.files.find((name) => !known.includes(name))
    if (missing !== undefined) throw new CommandError(`${folder} has no pattern "${missing}"${orNear(missing, known)}`)
    const paint = painter(terminal)
    const results: CaseResult[] = []
    const covered: CoveredSource[] = []
    for (const pattern of args.files.length > 0 ? args.files : known) {
      for await (const result of runPattern(folder, pattern, args.text('coverage') === undefined ? undefined : covered)) {
        results.push(result)
        if (args.flag('json')) continue
        const sign = result.passed ? paint('green', '✓') : paint('red', '✗')
        const lines = [`${sign} ${result.pattern}${result.case === undefined ? '' : `: ${result.case}`}`, ...result.differences.map((text) => `    ${text}`)]
        await write(terminal.stdout, `${lines.join('\n')}\n`)
      }
    }
    const junitFile = args.text('junit')
    if (junitFile !== undefined) writeReport(junitFile, asJUnit(results))
    const coverageFolder = args.text('coverage')
    const summary = coverageFolder === undefined ? '' : `${writeCoverage(coverageFolder, covered)}\n`
    const failed = results.filter(({ passed }) => !passed).length
    if (args.flag('json')) await write(terminal.stdout, `${JSON.stringify(results, null, 2)}\n`)
    else await write(terminal.stdout, `${summary}${results.length - failed} passed, ${failed} failed\n`)
    return failed === 0 ? EXIT.ok : EXIT.no
  },
}

/** The caller's own snippets, else the project's. */
function defaultFolder(): string {
  if (existsSync('snippets')) return 'snippets'
  return relative(process.cwd(), join(fileURLToPath(new URL('../../..', import.meta.url)), 'snippets')) || '.'
}

/** @param covered takes what the runs have gone through; nothing is counted without it */
async function* runPattern(folder: string, slug: string, covered: CoveredSource[] | undefined): AsyncGenerator<CaseResult> {
  const runs = new Map<string, CoverageTally>()
  const sources = covered ? (await readPattern(folder, slug)).workflows : {}
  for (const [stem, { definition }] of Object.entries(sources)) if (definition) runs.set(stem, new CoverageTally(definition))
  const { diagnostics, remarks, cases } = await checkPattern(folder, slug, { onRun: (stem, recording) => runs.get(stem)?.add(recording) })
  const problems = [...diagnostics, ...remarks].map(formatDiagnostic)
  if (problems.length > 0) yield { pattern: slug, passed: false, differences: [...new Set(problems)] }
  for (const { item, diagnostics } of cases)
    yield { pattern: slug, case: item.name, passed: diagnostics.length === 0, differences: diagnostics.map(formatDiagnostic) }
  for (const [stem, { coverage }] of runs) covered?.push({ file: sources[stem]!.file!, source: sources[stem]!, coverage })
}

function asJUnit(results: readonly CaseResult[]): string {
  const patterns = [...new Set(results.map(({ pattern }) => pattern))]
  return junit('asl test', patterns.map(name => ({
    name,
    cases: results.filter(({ pattern }) => pattern === name).map(({ case: item = 'files', passed, differences }) => ({ name: item, ...(passed ? {} : { failure: differences.join('\n') }) })),
  })))
}
