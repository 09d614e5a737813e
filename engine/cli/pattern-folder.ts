import type { Diagnostic, ParsedDefinition } from '../asl/index.ts'
import type { Case, CaseFile } from '../simulation/cases.ts'
import type { Furnish } from '../simulation/furnish.ts'
import type { MockFile } from '../simulation/mock-file.ts'
import type { Pattern } from '../simulation/rehearse.ts'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseDefinition, validate } from '../asl/index.ts'
import { machineName } from '../simulation/cases.ts'
import { readCases } from '../simulation/read-cases.ts'

/** A pattern's folder, read and checked. `pattern` is there when nothing is wrong with it. */
export interface PatternFolder {
  slug: string
  pattern?: Pattern
  /** The workflows as the slide shows them, by stem, with the places of their fields. */
  workflows: Record<string, ParsedDefinition>
  /** Path of handlers.ts, where there is one. */
  handlers?: string
  /** Errors and warnings, each with file and line. */
  diagnostics: Diagnostic[]
}

/** The files that every pattern's folder has. Others: mocks.json, further machines (`*.asl.yaml`), handlers.ts. */
export const PATTERN_FILES = ['workflow.asl.yaml', 'cases.yaml'] as const

const WORKFLOW = '.asl.yaml'

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
 * Reads a pattern: its workflows, mocks.json, cases.yaml and handlers.ts, and checks that they fit each other.
 *
 * @param root the folder that holds the patterns, as messages shall name it
 * @param slug the pattern's folder
 * @returns the pattern, or what is wrong by file and line; it does not reject for anything the files say
 */
export async function readPattern(root: string, slug: string): Promise<PatternFolder> {
  const folder = join(root, slug)
  const diagnostics: Diagnostic[] = PATTERN_FILES
    .filter(name => !existsSync(join(folder, name)))
    .map(name => error(join(folder, name), 1, 'the file is missing'))
  if (diagnostics.length > 0)
    return { slug, workflows: {}, diagnostics }

  const casesFile = join(folder, 'cases.yaml')
  const casesText = readFileSync(casesFile, 'utf8')
  const { cases, diagnostics: caseProblems } = readCases(casesText, casesFile)
  diagnostics.push(...caseProblems)

  const workflows: PatternFolder['workflows'] = {}
  for (const name of readdirSync(folder).filter(name => name.endsWith(WORKFLOW)).sort()) {
    const stem = name.slice(0, -WORKFLOW.length)
    const parsed = parseDefinition(readFileSync(join(folder, name), 'utf8'), { file: join(folder, name) })
    workflows[stem] = parsed
    diagnostics.push(...validate(parsed, { type: cases ? typeOf(cases, stem) : 'STANDARD' }).diagnostics.filter(item => item.severity === 'ERROR'))
  }

  const mocks = readMocks(join(folder, 'mocks.json'), diagnostics)
  const { furnish, ...handlers } = await readHandlers(join(folder, 'handlers.ts'), diagnostics)
  if (cases && mocks) {
    const lineOf = (text: string) => casesText.split('\n').findIndex(line => line.includes(text)) + 1 || 1
    checkCases({ cases, mocks, workflows }, (text, message) => diagnostics.push(error(casesFile, lineOf(text), message)))
  }
  if (diagnostics.length > 0 || !mocks || !cases)
    return { slug, workflows, ...handlers, diagnostics }
  const definitions = Object.fromEntries(Object.entries(workflows).map(([stem, { definition }]) => [stem, definition!]))
  const pattern = { definition: definitions.workflow!, workflows: definitions, mocks, cases, ...(furnish ? { furnish } : {}) }
  return { slug, workflows, ...handlers, pattern, diagnostics }
}

/**
 * The type that a workflow of a pattern is checked as: Express where all that runs it is.
 *
 * @param cases the pattern's cases
 * @param stem the workflow
 */
export function typeOf(cases: CaseFile, stem: string): 'STANDARD' | 'EXPRESS' {
  const stated = cases.types[stem]
  const single = cases.cases.filter(item => item.workflow === stem && !item.runs)
  if (stated === undefined && single.length > 0 && single.every(item => item.type === 'EXPRESS'))
    return 'EXPRESS'
  return stated ?? 'STANDARD'
}

/** Holds cases.yaml to the other files. `complain` gets a text of the line that is wrong, and what is wrong. */
function checkCases({ cases, mocks, workflows }: { cases: CaseFile, mocks: MockFile, workflows: PatternFolder['workflows'] }, complain: (near: string, message: string) => void): void {
  const stems = Object.keys(workflows)
  const known = (stem: string, near: string) => {
    if (!stems.includes(stem))
      complain(near, `the folder has no ${stem}${WORKFLOW}; it has ${stems.join(', ')}`)
  }
  const testCases = (stem: string) => Object.keys(mocks.StateMachines[machineName(cases, stem)]?.TestCases ?? {})
  const mocked = (item: Case, name: string, stem: string, near: string) => {
    const here = item.runs ? [...new Set(stems.flatMap(testCases))] : testCases(stem)
    if (!here.includes(name))
      complain(near, here.length > 0 ? `mocks.json has no test case “${name}” for ${machineName(cases, stem)}; it has ${here.join(', ')}` : `mocks.json has no state machine “${machineName(cases, stem)}” with a test case “${name}”`)
  }
  const pointed = (stem: string, pointer: string, what: string) => {
    if (workflows[stem] && !workflows[stem].rangeOf(pointer))
      complain(pointer, `${what}: ${stem}${WORKFLOW} has no ${pointer}`)
  }
  for (const [stem, pointers] of Object.entries(cases.fold)) {
    if (pointers.length > 0)
      known(stem, 'fold:')
    for (const pointer of pointers)
      pointed(stem, pointer, 'fold')
  }
  for (const stem of Object.keys(cases.types))
    known(stem, 'types:')
  for (const item of cases.cases) {
    known(item.workflow, `workflow: ${item.workflow}`)
    if (item.mocks !== undefined)
      mocked(item, item.mocks, item.workflow, `mocks: ${item.mocks}`)
    for (const pointer of item.omit)
      pointed(item.workflow, pointer, 'omit')
    for (const run of item.runs ?? []) {
      known(run.workflow, `workflow: ${run.workflow}`)
      if (run.mocks !== undefined)
        mocked(item, run.mocks, run.workflow, `mocks: ${run.mocks}`)
      if (run.alias !== undefined && !(run.alias in item.aliases))
        complain(`alias: ${run.alias}`, `case “${item.name}” has no alias “${run.alias}”`)
    }
    for (const action of item.actions) {
      if (action.type === 'RedriveExecution' && action.mockCase !== undefined)
        mocked(item, action.mockCase, item.workflow, `mockCase: ${action.mockCase}`)
      if (action.type === 'UpdateStateMachineAlias' && !(action.alias in item.aliases))
        complain('UpdateStateMachineAlias', `case “${item.name}” has no alias “${action.alias}”`)
    }
    for (const [alias, weights] of Object.entries(item.aliases)) {
      for (const stem of Object.keys(weights))
        known(stem, `${alias}:`)
    }
    for (const name of Object.keys(item.expect.ledger ?? {})) {
      if (!cases.ledger.some(account => account.name === name))
        complain('ledger:', `case “${item.name}” expects “${name}” of the ledger, which has no such account`)
    }
  }
}

/** Without the file there are no mocks: handlers.ts may answer everything. */
function readMocks(file: string, diagnostics: Diagnostic[]): MockFile | undefined {
  if (!existsSync(file))
    return { StateMachines: {}, MockedResponses: {} }
  const { definition, diagnostics: problems } = parseDefinition(readFileSync(file, 'utf8'), { file })
  if (!definition) {
    diagnostics.push(...problems)
    return undefined
  }
  const mocks = definition as unknown as MockFile
  const missing = (['StateMachines', 'MockedResponses'] as const).filter(field => typeof mocks[field] !== 'object' || mocks[field] === null)
  for (const field of missing)
    diagnostics.push(error(file, 1, `the mock file has no ${field}`))
  return missing.length > 0 ? undefined : mocks
}

async function readHandlers(file: string, diagnostics: Diagnostic[]): Promise<{ handlers?: string, furnish?: Furnish }> {
  if (!existsSync(file))
    return {}
  try {
    // The ending tells loaders that look at it what this is; what is before it makes a changed file another module.
    const address = `${pathToFileURL(resolve(file)).href}?changed=${statSync(file).mtimeMs}.ts`
    const { furnish } = await import(/* @vite-ignore */ address) as { furnish?: Furnish }
    if (typeof furnish === 'function')
      return { handlers: file, furnish }
    diagnostics.push(error(file, 1, 'handlers.ts exports no function furnish'))
  }
  catch (thrown) {
    diagnostics.push(error(file, 1, `handlers.ts can’t be loaded: ${thrown instanceof Error ? thrown.message : String(thrown)}`))
  }
  return { handlers: file }
}

function error(file: string, line: number, message: string): Diagnostic {
  const place = { line, column: 1 }
  return { severity: 'ERROR', code: 'PATTERN', message, file, range: { start: place, end: place } }
}
