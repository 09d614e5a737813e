import type { Diagnostic, ParsedDefinition } from '../asl/index.ts'
import type { MockFile } from '../simulation/mock-file.ts'
import type { Pattern } from '../simulation/rehearse.ts'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDefinition, validate } from '../asl/index.ts'
import { readCases } from '../simulation/cases.ts'

/** A pattern's folder, read and checked. `pattern` is there when nothing is wrong with it. */
export interface PatternFolder {
  slug: string
  pattern?: Pattern
  /** The workflow as the slide shows it, with the places of its fields. */
  workflow?: ParsedDefinition
  /** Errors and warnings, each with file and line. */
  diagnostics: Diagnostic[]
}

/** The files of a pattern's folder. */
export const PATTERN_FILES = ['workflow.asl.yaml', 'mocks.json', 'cases.yaml'] as const

/**
 * The patterns of a project, by folder name.
 *
 * @param root the folder that holds one folder a pattern
 * @returns their names, sorted
 */
export function listPatterns(root: string): string[] {
  if (!existsSync(root))
    return []
  return readdirSync(root, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && existsSync(join(root, entry.name, 'cases.yaml')))
    .map(entry => entry.name)
    .sort()
}

/**
 * Reads a pattern: workflow.asl.yaml, mocks.json and cases.yaml, and checks that they fit each other.
 *
 * @param root the folder that holds the patterns, as messages shall name it
 * @param slug the pattern's folder
 * @returns the pattern, or what is wrong by file and line; it does not throw for anything the files say
 */
export function readPattern(root: string, slug: string): PatternFolder {
  const diagnostics: Diagnostic[] = []
  const texts: Partial<Record<typeof PATTERN_FILES[number], string>> = {}
  for (const name of PATTERN_FILES) {
    const file = join(root, slug, name)
    if (existsSync(file))
      texts[name] = readFileSync(file, 'utf8')
    else
      diagnostics.push(error(file, 1, 'the file is missing'))
  }
  if (diagnostics.length > 0)
    return { slug, diagnostics }

  const workflowFile = join(root, slug, 'workflow.asl.yaml')
  const workflow = parseDefinition(texts['workflow.asl.yaml']!, { file: workflowFile })
  diagnostics.push(...validate(workflow).diagnostics.filter(item => item.severity === 'ERROR'))

  const mocksFile = join(root, slug, 'mocks.json')
  const mocks = readMocks(texts['mocks.json']!, mocksFile, diagnostics)

  const casesFile = join(root, slug, 'cases.yaml')
  const { cases, diagnostics: caseProblems } = readCases(texts['cases.yaml']!, casesFile)
  diagnostics.push(...caseProblems)

  if (cases && workflow.definition && mocks) {
    const testCases = mocks.StateMachines?.[cases.machine]?.TestCases
    const lineOf = (text: string) => texts['cases.yaml']!.split('\n').findIndex(line => line.includes(text)) + 1 || 1
    if (!testCases)
      diagnostics.push(error(casesFile, lineOf('machine:'), `machine: mocks.json has no state machine “${cases.machine}”`))
    for (const item of cases.cases) {
      if (testCases && item.mocks !== undefined && !(item.mocks in testCases))
        diagnostics.push(error(casesFile, lineOf(`mocks: ${item.mocks}`), `mocks.json has no test case “${item.mocks}”; it has ${Object.keys(testCases).join(', ')}`))
      for (const pointer of item.omit) {
        if (!workflow.rangeOf(pointer))
          diagnostics.push(error(casesFile, lineOf(pointer), `omit: the workflow has no ${pointer}`))
      }
    }
  }
  return diagnostics.length > 0 || !workflow.definition || !mocks || !cases
    ? { slug, workflow, diagnostics }
    : { slug, workflow, pattern: { definition: workflow.definition, mocks, cases }, diagnostics }
}

function readMocks(text: string, file: string, diagnostics: Diagnostic[]): MockFile | undefined {
  const { definition, diagnostics: problems } = parseDefinition(text, { file })
  if (!definition) {
    diagnostics.push(...problems)
    return undefined
  }
  const mocks = definition as unknown as MockFile
  for (const field of ['StateMachines', 'MockedResponses'] as const) {
    if (typeof mocks[field] !== 'object')
      diagnostics.push(error(file, 1, `the mock file has no ${field}`))
  }
  return mocks
}

function error(file: string, line: number, message: string): Diagnostic {
  const place = { line, column: 1 }
  return { severity: 'ERROR', code: 'PATTERN', message, file, range: { start: place, end: place } }
}
