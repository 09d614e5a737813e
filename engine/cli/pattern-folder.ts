import type { Diagnostic, ParsedDefinition } from '../asl/index.ts'
import type { CaseFile } from '../simulation/cases/cases.ts'
import type { ReadCases } from '../simulation/cases/read-cases.ts'
import type { Pattern } from '../simulation/play/pattern.ts'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { dataLosses, parseDefinition, stateNames, validate } from '../asl/index.ts'
import { machineName } from '../simulation/cases/cases.ts'
import { nearName } from '../simulation/near-name.ts'
import { readCases } from '../simulation/cases/read-cases.ts'
import { checkCases } from './check-cases.ts'
import { readHandlers } from './read-handlers.ts'
import { readMocks } from './read-mocks.ts'

/** A pattern's folder, read and checked. `pattern` is there when nothing is wrong with it. */
export interface PatternFolder {
  slug: string
  pattern?: Pattern
  /** The workflows as the slide shows them, by stem, with the places of their fields. */
  workflows: Record<string, ParsedDefinition>
  /** Path of handlers.ts, where there is one. */
  handlers?: string
  /** Where a field of cases.yaml stands. */
  placeOf: ReadCases['placeOf']
  /** Mistakes that leave nothing to run, each with file and line. */
  diagnostics: Diagnostic[]
  /** Mistakes that it runs in spite of: a beat, an answer or an account names what is not there. */
  remarks: Diagnostic[]
}

/** The files that every pattern's folder has. Others: mocks.json, further machines (`*.asl.yaml`), handlers.ts. */
export const PATTERN_FILES = ['workflow.asl.yaml', 'cases.yaml'] as const

const WORKFLOW = '.asl.yaml'

const MISSING_TARGET = /^Missing 'Next' target: (.*)$/

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
 * The patterns that a path names.
 *
 * @param path a pattern's folder, a folder of them, or anything else
 * @returns of each the folder that holds it, and its name; none for anything else
 */
export function patternsAt(path: string): [root: string, slug: string][] {
  if (PATTERN_FILES.every(name => existsSync(join(path, name))))
    return [[dirname(resolve(path)), basename(resolve(path))]]
  return existsSync(path) && statSync(path).isDirectory() ? listPatterns(path).map(slug => [path, slug]) : []
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
  const missing = PATTERN_FILES.map(name => join(folder, name)).filter(file => !existsSync(file))
  if (missing.length > 0)
    return { slug, workflows: {}, placeOf: topOfFile, diagnostics: missing.map(missingFile), remarks: [] }

  const casesFile = join(folder, 'cases.yaml')
  const text = readFileSync(casesFile, 'utf8')
  const { cases, diagnostics, placeOf } = readCases(text, casesFile)
  const workflows = readWorkflows(folder)
  for (const [stem, workflow] of Object.entries(workflows)) {
    const type = cases ? typeOf(cases, stem) : 'STANDARD'
    const errors = validate(workflow, { type, advice: false }).diagnostics.filter(({ severity }) => severity === 'ERROR')
    // Behind a transition that leads nowhere, hardly a state can be reached.
    const lost = errors.some(({ message }) => MISSING_TARGET.test(message))
    diagnostics.push(...errors.filter(({ message }) => !(lost && message.endsWith('is not reachable.'))).map(item => withNearState(item, workflow)))
  }

  const readable = Object.values(workflows).every(({ definition }) => definition)
  const statesOf = cases && readable ? Object.fromEntries(Object.entries(workflows).map(([stem, { definition }]) => [machineName(cases, stem), stateNames(definition)])) : undefined
  const { mocks, errors, remarks } = readMocks(join(folder, 'mocks.json'), statesOf)
  diagnostics.push(...errors)
  const { diagnostics: inHandlers, ...handlers } = await readHandlers(join(folder, 'handlers.ts'))
  diagnostics.push(...inHandlers)
  if (cases && mocks && readable) {
    const found = checkCases({ cases, mocks, workflows, file: casesFile, placeOf })
    diagnostics.push(...found.errors)
    // An answer to what does not exist follows from a name that is wrong, where there is one.
    remarks.splice(0, found.errors.length > 0 ? remarks.length : 0)
    remarks.push(...found.remarks)
  }
  remarks.push(...dataLosses(text, { file: casesFile }))
  const read = { slug, workflows, placeOf, ...(handlers.handlers === undefined ? {} : { handlers: handlers.handlers }), diagnostics, remarks }
  if (diagnostics.length > 0 || !mocks || !cases)
    return read
  const definitions = Object.fromEntries(Object.entries(workflows).map(([stem, { definition }]) => [stem, definition!]))
  const { setUp } = handlers
  return { ...read, pattern: { definition: definitions.workflow!, workflows: definitions, mocks, cases, ...(setUp ? { setUp } : {}) } }
}

function readWorkflows(folder: string): PatternFolder['workflows'] {
  const names = readdirSync(folder).filter(name => name.endsWith(WORKFLOW)).sort()
  return Object.fromEntries(names.map(name => [
    name.slice(0, -WORKFLOW.length),
    parseDefinition(readFileSync(join(folder, name), 'utf8'), { file: join(folder, name) }),
  ]))
}

const topOfFile: ReadCases['placeOf'] = () => ({ start: { line: 1, column: 1 }, end: { line: 1, column: 1 } })

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

/** AWS's message, which has no more than the name, with the state that was probably meant. */
function withNearState(diagnostic: Diagnostic, { definition }: ParsedDefinition): Diagnostic {
  const name = MISSING_TARGET.exec(diagnostic.message)?.[1]
  const near = name === undefined ? undefined : nearName(name, stateNames(definition))
  return near === undefined ? diagnostic : { ...diagnostic, message: `${diagnostic.message}; did you mean ${near}?` }
}

function missingFile(file: string): Diagnostic {
  const place = { line: 1, column: 1 }
  return { severity: 'ERROR', code: 'PATTERN', message: 'the file is missing', file, range: { start: place, end: place } }
}
