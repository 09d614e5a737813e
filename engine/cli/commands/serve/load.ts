import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { type Diagnostic, type Json, type ParsedDefinition, parseDefinition, substitute, validate } from '../../../asl/index.ts'
import type { LoadedMachine } from '../../../server/index.ts'
import { playableCases } from '../../../simulation/play/launch-case.ts'
import { machineName, substitutionsFor } from '../../../simulation/cases/cases.ts'
import type { MockFile } from '../../../simulation/mocks/mock-file.ts'
import { findFiles } from '../../input/find-files.ts'
import { patternsAt, readPattern, typeOf } from '../../pattern-folder.ts'

/** What folders and files bring with them. */
export interface Loaded {
  machines: LoadedMachine[]
  mocks: MockFile
  /** The texts of the machines by their names. */
  sources: Map<string, ParsedDefinition>
  /** What is wrong, each with file and line; the machine in question is not among the others then. */
  diagnostics: Diagnostic[]
  /** Arguments that stand for nothing, a sentence each. */
  missing: string[]
}

/**
 * Loads pattern folders, folders of them, and definition files. A machine of a pattern is called as its cases call it and has the
 * pattern's mock cases and simulated services; one of a file is called as the file.
 *
 * @param args files and folders
 */
export async function load(args: readonly string[]): Promise<Loaded> {
  const loaded: Loaded = { machines: [], mocks: { StateMachines: {}, MockedResponses: {} }, sources: new Map(), diagnostics: [], missing: [] }
  for (const arg of args) {
    const patterns = patternsAt(arg)
    for (const [root, slug] of patterns) await loadPattern(root, slug, loaded)
    if (patterns.length === 0) loadFiles(arg, loaded)
  }
  return loaded
}

async function loadPattern(root: string, slug: string, loaded: Loaded): Promise<void> {
  const { pattern, diagnostics, workflows: texts } = await readPattern(root, slug)
  loaded.diagnostics.push(...diagnostics)
  if (!pattern) return
  const { cases, workflows, setUp } = pattern
  const settings = cases.cases[0]?.settings ?? {}
  const fill = setUp && ((world: Parameters<NonNullable<LoadedMachine['setUp']>>[0]) =>
    setUp({ world, settings, gauge: () => {}, fail: (name, message) => Object.assign(new Error(message), { name }) }))
  for (const [stem, definition] of Object.entries(workflows)) {
    const filled = substitute(definition, substitutionsFor(cases, stem))
    add(loaded, texts[stem]!, { name: machineName(cases, stem), type: typeOf(cases, stem), definition: JSON.stringify(filled, null, 2), setUp: fill, cases: playableCases(pattern, stem) })
  }
  addMocks(loaded.mocks, pattern.mocks, slug)
}

/** Adds the cases of a pattern; names of responses are its own. */
function addMocks(all: MockFile, { StateMachines, MockedResponses }: MockFile, slug: string): void {
  for (const [name, response] of Object.entries(MockedResponses)) all.MockedResponses[`${slug}/${name}`] = response
  for (const [machine, { TestCases }] of Object.entries(StateMachines)) {
    all.StateMachines[machine] = { TestCases: Object.fromEntries(Object.entries(TestCases).map(([testCase, answers]) => [
      testCase,
      Object.fromEntries(Object.entries(answers).map(([state, response]) => [state, `${slug}/${response}`])),
    ])) }
  }
}

function loadFiles(arg: string, loaded: Loaded): void {
  const { files, templates, missing } = findFiles([arg])
  loaded.missing.push(...missing)
  loaded.diagnostics.push(...templates)
  for (const file of files) {
    if (!existsSync(file)) {
      loaded.missing.push(`${file} can not be read: there is no such file`)
      continue
    }
    const parsed = parseDefinition(readFileSync(file, 'utf8'), { file })
    const { valid, diagnostics } = validate(parsed, { advice: false })
    if (valid && parsed.definition) add(loaded, parsed, { name: nameOf(file), type: 'STANDARD', definition: JSON.stringify(parsed.definition as unknown as Json, null, 2) })
    else loaded.diagnostics.push(...diagnostics.filter(({ severity }) => severity === 'ERROR'))
  }
}

/** An account has one machine of a name: the first stays. */
function add({ machines, sources, diagnostics }: Loaded, source: ParsedDefinition, machine: LoadedMachine): void {
  if (sources.has(machine.name)) {
    diagnostics.push({ severity: 'WARNING', code: 'SAME_NAME', message: `another state machine is called ${machine.name}, too; this one is left out`, ...(source.file === undefined ? {} : { file: source.file }) })
    return
  }
  sources.set(machine.name, source)
  machines.push(machine)
}

/** `order.asl.yaml` is called `order`. */
function nameOf(file: string): string {
  return basename(file).replace(/(?:\.asl)?\.(?:json|ya?ml)$/i, '')
}
