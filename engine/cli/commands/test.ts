import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { formatDiagnostic, validate, type Diagnostic } from '../../asl/index.ts'
import type { Case } from '../../simulation/cases.ts'
import { compareWithExpectation, compareWorldWithExpectation } from '../../simulation/expectations.ts'
import { rehearse, type Pattern } from '../../simulation/rehearse.ts'
import { rehearseWorld } from '../../simulation/rehearse-world.ts'
import { readArguments } from '../arguments.ts'
import type { Command } from '../main.ts'
import { listPatterns, readPattern, typeOf } from '../pattern-folder.ts'
import { CommandError, EXIT } from '../problems.ts'
import { painter, write } from '../terminal.ts'

const usage = 'asl test [PATTERN…] [--folder FOLDER] [--json]'

interface CaseResult {
  pattern: string
  /** Undefined where the pattern could not be read at all. */
  case?: string
  passed: boolean
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
    if (missing !== undefined) throw new CommandError(`${folder} has no pattern "${missing}"; it has ${known.join(', ')}`)
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
  const { pattern, workflows, diagnostics } = await readPattern(folder, slug)
  const found: Diagnostic[] = pattern
    ? Object.entries(workflows).flatMap(([stem, workflow]) => validate(workflow, { type: typeOf(pattern.cases, stem), advice: false }).diagnostics)
    : []
  const problems = [...diagnostics, ...found].map(formatDiagnostic)
  if (problems.length > 0) yield { pattern: slug, passed: false, differences: [...new Set(problems)] }
  if (!pattern) return
  for (const item of pattern.cases.cases) {
    const differences = await differencesOf(pattern, item)
    yield { pattern: slug, case: item.name, passed: differences.length === 0, differences }
  }
}

/** What a case does not do as it says, one line each. */
async function differencesOf(pattern: Pattern, item: Case): Promise<string[]> {
  const { differences, missing } = item.runs
    ? await rehearseWorld(pattern, item).then(({ world, missing }) => ({ missing, differences: compareWorldWithExpectation(world, item.expect, pattern.cases.ledger) }))
    : await rehearse(pattern, item).then(({ recording, missing }) => ({ missing, differences: compareWithExpectation(recording, item.expect, pattern.cases.ledger) }))
  return [
    ...differences.map(({ what, expected, actual }) => `${what}: expected ${expected}, got ${actual}`),
    ...missing.map(index => `beat ${index + 1} never comes: ${item.beats[index]!.say}`),
  ]
}
