import type { Diagnostic, ParsedDefinition } from '../asl/index.ts'
import type { Case, CaseFile } from '../simulation/cases/cases.ts'
import type { MockFile } from '../simulation/mocks/mock-file.ts'
import type { ReadCases } from '../simulation/cases/read-cases.ts'
import { HISTORY_EVENT_TYPES, placeholdersOf, stateNames } from '../asl/index.ts'
import { JOURNAL_NAMES, readMoment } from '../simulation/views/beats.ts'
import { machineName, substitutionsFor } from '../simulation/cases/cases.ts'
import { nearName, orNear } from '../simulation/near-name.ts'

/** Longer than this, and the line under the diagram wraps. */
export const LONGEST_SAY = 100

/** What a folder's cases.yaml is held to. */
export interface CaseContext {
  cases: CaseFile
  mocks: MockFile
  workflows: Record<string, ParsedDefinition>
  /** cases.yaml, as messages name it. */
  file: string
  placeOf: ReadCases['placeOf']
}

/** Where a mistake stands: names and numbers from the top of the file. */
type Path = readonly (string | number)[]

/**
 * Holds cases.yaml to the other files of its folder.
 *
 * @param context the files, read
 * @returns `errors`: what nothing can be run or drawn with; `remarks`: names that lead nowhere, of which a run just makes nothing
 */
export function checkCases(context: CaseContext): { errors: Diagnostic[], remarks: Diagnostic[] } {
  const check = new CasesCheck(context)
  check.run()
  return check
}

class CasesCheck {
  readonly errors: Diagnostic[] = []
  readonly remarks: Diagnostic[] = []
  readonly #context: CaseContext
  readonly #stems: string[]

  constructor(context: CaseContext) {
    this.#context = context
    this.#stems = Object.keys(context.workflows)
  }

  run(): void {
    const { cases } = this.#context
    for (const [stem, pointers] of Object.entries(cases.fold)) {
      if (pointers.length > 0)
        this.#known(stem, ['fold', stem])
      pointers.forEach((pointer, index) => this.#pointed('fold', stem, pointer, ['fold', stem, index], ['fold', index]))
    }
    for (const stem of Object.keys(cases.types))
      this.#known(stem, ['types', stem])
    this.#substitutions()
    for (const [stem, rows] of Object.entries(cases.layout))
      this.#layout(stem, rows)
    for (const { name, on } of cases.ledger) {
      for (const key of Object.keys(on))
        this.#ledgerKey(key, ['ledger', name, 'on', key])
    }
    for (const item of cases.cases)
      this.#case(item, ['cases', item.name])
  }

  #case(item: Case, path: Path): void {
    const { cases } = this.#context
    this.#known(item.workflow, [...path, 'workflow'])
    if (item.mocks !== undefined)
      this.#mocked(item, item.mocks, item.workflow, [...path, 'mocks'])
    item.omit.forEach((pointer, index) => this.#pointed('omit', item.workflow, pointer, [...path, 'omit', index]))
    item.runs?.forEach((run, index) => {
      const here = [...path, 'runs', index]
      this.#known(run.workflow, [...here, 'workflow'])
      if (run.mocks !== undefined)
        this.#mocked(item, run.mocks, run.workflow, [...here, 'mocks'])
      if (run.alias !== undefined)
        this.#alias(item, run.alias, [...here, 'alias'])
    })
    item.actions.forEach((action, index) => {
      const here = [...path, 'actions', index]
      if (action.type === 'RedriveExecution' && action.mockCase !== undefined)
        this.#mocked(item, action.mockCase, item.workflow, [...here, 'mockCase'])
      if (action.type === 'UpdateStateMachineAlias')
        this.#alias(item, action.alias, [...here, 'alias'])
    })
    for (const [alias, weights] of Object.entries(item.aliases)) {
      for (const stem of Object.keys(weights))
        this.#known(stem, [...path, 'aliases', alias, stem])
    }
    for (const name of Object.keys(item.expect.ledger ?? {})) {
      const accounts = cases.ledger.map(account => account.name)
      if (!accounts.includes(name))
        this.#error([...path, 'expect', 'ledger', name], `case “${item.name}” expects “${name}” of the ledger, which has no such account${orNear(name, accounts)}`)
    }
    const states = item.runs ? this.#allStates() : this.#statesOf(item.workflow)
    for (const state of Object.keys(item.callbacks))
      this.#state(state, states, [...path, 'callbacks', state], `callbacks of case “${item.name}”`, item)
    item.beats.forEach(({ on, say }, index) => {
      const here = [...path, 'beats', index]
      if (on !== undefined)
        this.#moment(on, states, [...here, 'on'], item)
      if (say.length > LONGEST_SAY)
        this.#remark([...here, 'say'], `say is ${say.length} characters long, ${LONGEST_SAY} fit on the slide: “${say}”`)
    })
  }

  #known(stem: string, path: Path): void {
    if (!this.#stems.includes(stem))
      this.#error(path, `the folder has no ${stem}.asl.yaml${orNear(stem, this.#stems)}`)
  }

  #mocked(item: Case, name: string, stem: string, path: Path): void {
    const { cases, mocks } = this.#context
    const testCases = (one: string) => Object.keys(mocks.StateMachines[machineName(cases, one)]?.TestCases ?? {})
    const here = item.runs ? [...new Set(this.#stems.flatMap(testCases))] : testCases(stem)
    const machine = machineName(cases, stem)
    if (here.length === 0)
      this.#error(path, `mocks.json has no state machine “${machine}” with a test case “${name}”${orNear(machine, Object.keys(mocks.StateMachines))}`)
    else if (!here.includes(name))
      this.#error(path, `mocks.json has no test case “${name}” for ${machine}${orNear(name, here)}`)
  }

  #pointed(what: string, stem: string, pointer: string, ...paths: Path[]): void {
    const workflow = this.#context.workflows[stem]
    if (workflow && !workflow.rangeOf(pointer))
      this.#error(this.#deepest(paths), `${what}: ${stem}.asl.yaml has no ${pointer}`)
  }

  /** Of two ways in which a field may be written, the one that the file has. */
  #deepest(paths: Path[]): Path {
    const lineOf = (path: Path) => this.#context.placeOf(path).start
    return [...paths].sort((a, b) => lineOf(b).line - lineOf(a).line || lineOf(b).column - lineOf(a).column)[0]!
  }

  /** Each placeholder has a value, and each value a placeholder. */
  #substitutions(): void {
    const { cases, workflows } = this.#context
    const { substitutions } = cases
    const found = Object.entries(workflows).flatMap(([stem, workflow]) => placeholdersOf(workflow.definition!).map(placeholder => ({ ...placeholder, stem, workflow })))
    const told = new Set<string>()
    for (const { name, pointer, stem, workflow } of found) {
      const values = Object.keys(substitutionsFor(cases, stem))
      if (values.includes(name) || told.has(`${stem} ${name}`))
        continue
      told.add(`${stem} ${name}`)
      const message = `\${${name}} has no value among the substitutions of cases.yaml${orNear(name, values)}`
      this.remarks.push({ severity: 'ERROR', code: 'PATTERN', message, file: workflow.file ?? this.#context.file, range: workflow.rangeOf(pointer)! })
    }
    const used = (stem?: string) => [...new Set(found.filter(one => stem === undefined || one.stem === stem).map(({ name }) => name))]
    const check = (values: object, path: Path, stem?: string) => {
      for (const name of Object.keys(values)) {
        if (!used(stem).includes(name))
          this.#remark([...path, name], `substitutions: ${stem === undefined ? 'no machine of the folder has a' : `${stem}.asl.yaml has no`} \${${name}}${orNear(name, used(stem))}`)
      }
    }
    if ('all' in substitutions)
      return check(substitutions.all, ['substitutions'])
    for (const [stem, values] of Object.entries(substitutions.by)) {
      this.#known(stem, ['substitutions', stem])
      if (this.#stems.includes(stem))
        check(values, ['substitutions', stem], stem)
    }
  }

  #alias(item: Case, alias: string, path: Path): void {
    if (!(alias in item.aliases))
      this.#error(path, `case “${item.name}” has no alias “${alias}”${orNear(alias, Object.keys(item.aliases))}`)
  }

  /** A drawing has a place for each state of the machine, and no other. */
  #layout(stem: string, rows: readonly (readonly (string | undefined)[])[]): void {
    this.#known(stem, ['layout', stem])
    const definition = this.#context.workflows[stem]?.definition
    if (!definition)
      return
    const states = Object.keys(definition.States ?? {})
    const placed = new Set(rows.flat().filter(cell => cell !== undefined))
    const left = new Set(states.filter(name => !placed.has(name)))
    const seen = new Set<string>()
    rows.forEach((row, r) => row.forEach((name, c) => {
      if (name === undefined)
        return
      const path = this.#deepest([['layout', stem, r, c], ['layout', r, c]])
      if (seen.has(name))
        this.#error(path, `layout: “${name}” has a place already`)
      seen.add(name)
      if (states.includes(name) || name === 'start' || name === 'end')
        return
      const near = nearName(name, left)
      if (near)
        left.delete(near)
      this.#error(path, `layout: ${stem}.asl.yaml has no state “${name}”${near ? `; did you mean ${near}?` : orNear(name, left.size > 0 ? left : states, 'without a place there is')}`)
    }))
    for (const name of left)
      this.#error(this.#deepest([['layout', stem], ['layout']]), `layout: the state “${name}” of ${stem}.asl.yaml has no place`)
  }

  /** `State`, or `EventType State`. */
  #ledgerKey(key: string, path: Path): void {
    const states = this.#allStates()
    if (states.includes(key))
      return
    const [, kind = '', state = ''] = /^(\S+)\s+(\S.*)?$/.exec(key) ?? []
    if (states.includes(state))
      return this.#event(kind, path, HISTORY_EVENT_TYPES)
    const isEvent = (HISTORY_EVENT_TYPES as readonly string[]).includes(kind)
    this.#state(isEvent ? state : key, states, path, 'ledger')
  }

  #moment(on: string, states: readonly string[], path: Path, item: Case): void {
    const { kind, state } = readMoment(on)
    this.#event(kind, path, [...HISTORY_EVENT_TYPES, ...Object.keys(JOURNAL_NAMES)])
    if (state !== undefined)
      this.#state(state, states, path, `beat “${on}”`, item)
  }

  #event(kind: string, path: Path, kinds: readonly string[]): void {
    if (!kinds.includes(kind))
      this.#remark(path, `there is no event “${kind}”${nearName(kind, kinds) === undefined ? '; docs/pattern-folder.md has the list' : orNear(kind, kinds)}`)
  }

  #state(state: string, states: readonly string[], path: Path, what: string, item?: Case): void {
    const whose = item && !item.runs ? `${item.workflow}.asl.yaml` : 'the folder'
    if (!states.includes(state))
      this.#remark(path, `${what}: ${whose} has no state “${state}”${orNear(state, states)}`)
  }

  #statesOf(stem: string): string[] {
    return stateNames(this.#context.workflows[stem]?.definition)
  }

  #allStates(): string[] {
    return [...new Set(this.#stems.flatMap(stem => this.#statesOf(stem)))]
  }

  #error(path: Path, message: string): void {
    this.errors.push(this.#diagnostic(path, message))
  }

  #remark(path: Path, message: string): void {
    this.remarks.push(this.#diagnostic(path, message))
  }

  #diagnostic(path: Path, message: string): Diagnostic {
    return { severity: 'ERROR', code: 'PATTERN', message, file: this.#context.file, range: this.#context.placeOf(path) }
  }
}
