import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { formatDiagnostic } from '../../asl/index.ts'
import { orNear } from '../../simulation/near-name.ts'
import { readArguments } from '../arguments.ts'
import { checkPattern } from '../check-pattern.ts'
import type { Command } from '../command.ts'
import { listPatterns } from '../pattern-folder.ts'
import { CommandError, EXIT } from '../problems.ts'
import { painter, write } from '../terminal.ts'

const usage = 'asl test [PATTERN…] [--folder FOLDER] [--json]'

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
  async run(argv, terminal) {
    const args = readArguments(argv, { folder: { type: 'string' }, json: { type: 'boolean' } }, usage)
    const folder = args.text('folder') ?? defaultFolder()
    const known = listPatterns(folder)
    if (known.length === 0) throw new CommandError(`${folder} holds no pattern: a folder with workflow.asl.yaml, mocks.json and cases.yaml`)
    const missing = args.files.find((name) => !known.includes(name))
    if (missing !== undefined) throw new CommandError(`${folder} has no pattern "${missing}"${orNear(missing, known)}`)
    const paint = painter(terminal)
    const results: CaseResult[] = []
    for (const pattern of args.files.length > 0 ? args.files : known) {
      for await (const result of runPattern(folder, pattern)) {
        results.push(result)
        if (args.flag('json')) continue
        const sign = result.passed ? paint('green', '✓') : paint('red', '✗')
        const lines = [`${sign} ${result.pattern}${result.case === undefined ? '' : `: ${result.case}`}`, ...result.differences.map((text) => `    ${text}`)]
        await write(terminal.stdout, `${lines.join('\n')}\n`)
      }
    }
    const failed = results.filter(({ passed }) => !passed).length
    if (args.flag('json')) await write(terminal.stdout, `${JSON.stringify(results, null, 2)}\n`)
    else await write(terminal.stdout, `${results.length - failed} passed, ${failed} failed\n`)
    return failed === 0 ? EXIT.ok : EXIT.no
  },
}

/** The caller's own snippets, else the project's. */
function defaultFolder(): string {
  if (existsSync('snippets')) return 'snippets'
  return relative(process.cwd(), join(fileURLToPath(new URL('../../..', import.meta.url)), 'snippets')) || '.'
}

async function* runPattern(folder: string, slug: string): AsyncGenerator<CaseResult> {
  const { diagnostics, remarks, cases } = await checkPattern(folder, slug)
  const problems = [...diagnostics, ...remarks].map(formatDiagnostic)
  if (problems.length > 0) yield { pattern: slug, passed: false, differences: [...new Set(problems)] }
  for (const { item, diagnostics } of cases)
    yield { pattern: slug, case: item.name, passed: diagnostics.length === 0, differences: diagnostics.map(formatDiagnostic) }
}
