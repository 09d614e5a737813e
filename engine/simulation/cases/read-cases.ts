import type { Diagnostic, SourceRange } from '../../asl/index.ts'
import type { BeatScript, Case, CaseFile, Expectation, GaugeTitle, LedgerAccount, RunScript } from './cases.ts'
import type { CallbackScript } from '../mocks/scripts.ts'
import type { YamlNode } from './yaml-fields.ts'
import { isMap, isSeq } from 'yaml'
import { orNear } from '../near-name.ts'
import { readActions } from './read-actions.ts'
import { YamlFields } from './yaml-fields.ts'

/** What a cases.yaml may say, by kind of mapping; snippets/cases.schema.json says the same to editors. */
export const FIELDS = {
  file: ['title', 'machine', 'input', 'answers', 'paper', 'ledger', 'gauges', 'fold', 'layout', 'types', 'substitutions', 'advice', 'cases'],
  case: ['title', 'workflow', 'input', 'mocks', 'omit', 'callbacks', 'actions', 'type', 'seed', 'until', 'settings', 'runs', 'aliases', 'beats', 'expect'],
  run: ['workflow', 'alias', 'count', 'every', 'at', 'name', 'type', 'input', 'mocks'],
  callback: ['after', 'lost', 'heartbeats', 'heartbeatEvery', 'heartbeatsFor'],
  beat: ['on', 'at', 'say'],
  one: ['status', 'error', 'output', 'path', 'transitions', 'events', 'elapsed', 'refused', 'ledger', 'gauges'],
  many: ['statuses', 'starts', 'children', 'transitions', 'events', 'elapsed', 'ledger', 'gauges'],
  answers: ['approve', 'fail', 'late'],
  account: ['title', 'unit', 'good', 'least', 'on'],
  gauge: ['title', 'unit', 'most'],
}

const TYPES = ['STANDARD', 'EXPRESS'] as const

/** A cases.yaml as read: the cases with durations in seconds, or what is wrong with the file, by line and column. */
export interface ReadCases {
  cases?: CaseFile
  diagnostics: Diagnostic[]
  /** Where a field stands, for whoever holds the cases to something else; see YamlFields. */
  placeOf: (path: readonly (string | number)[]) => SourceRange
}

/**
 * Reads a cases.yaml.
 *
 * @param text the file's text
 * @param file its name, for messages
 */
export function readCases(text: string, file = 'cases.yaml'): ReadCases {
  const yaml = new YamlFields(text, file, 'CASE_FILE')
  const placeOf: ReadCases['placeOf'] = path => yaml.placeOf(path)
  if (yaml.diagnostics.length > 0)
    return { diagnostics: yaml.diagnostics, placeOf }
  const { contents } = yaml.document
  const root = yaml.fields(contents ?? undefined, 'The file', FIELDS.file)
  const answers = yaml.fields(root.answers, 'answers', FIELDS.answers)
  const types = Object.fromEntries(Object.entries(yaml.fields(root.types, 'types')).map(([stem, node]) => [stem, yaml.word(node, `types: ${stem}`, TYPES)]))
  const input = yaml.plain(root.input) ?? {}
  const cases = Object.entries(yaml.fields(root.cases, 'cases')).map(([name, node]) => readCase(yaml, name, node, { input, types }))
  if (cases.length === 0)
    yaml.complain('The file has no cases', root.cases ?? contents)

  const papers = isSeq(root.paper) ? yaml.texts(root.paper, 'paper') : [yaml.text(root.paper, 'paper', contents, cases[0]?.name ?? '')]
  for (const paper of papers) {
    if (!cases.some(item => item.name === paper))
      yaml.complain(`paper names “${paper}”, which is not a case of this file${orNear(paper, cases.map(({ name }) => name))}`, root.paper)
  }

  const read: CaseFile = {
    title: yaml.text(root.title, 'title', contents),
    machine: yaml.text(root.machine, 'machine', contents),
    answers: {
      approve: yaml.plain(answers.approve) ?? {},
      fail: yaml.plain(answers.fail) ?? { error: 'Task.Refused', cause: 'Refused in the token inbox' },
      late: answers.late === undefined ? 86_400 : yaml.seconds(answers.late, 'answers: late'),
    },
    paper: papers[0] ?? '',
    papers,
    ledger: Object.entries(yaml.fields(root.ledger, 'ledger')).map(([name, node]) => readAccount(yaml, name, node)),
    gauges: Object.entries(yaml.fields(root.gauges, 'gauges')).map(([name, node]) => readGauge(yaml, name, node)),
    fold: isMap(root.fold)
      ? Object.fromEntries(Object.entries(yaml.fields(root.fold, 'fold')).map(([stem, node]) => [stem, yaml.texts(node, `fold: ${stem}`)]))
      : { workflow: yaml.texts(root.fold, 'fold') },
    layout: isMap(root.layout)
      ? Object.fromEntries(Object.entries(yaml.fields(root.layout, 'layout')).map(([stem, node]) => [stem, readLayout(yaml, node, `layout: ${stem}`)]))
      : root.layout ? { workflow: readLayout(yaml, root.layout, 'layout') } : {},
    types,
    substitutions: readSubstitutions(yaml, root.substitutions),
    advice: yaml.texts(root.advice, 'advice'),
    cases,
  }
  return { ...(yaml.diagnostics.length > 0 ? {} : { cases: read }), diagnostics: yaml.diagnostics, placeOf }
}

/**
 * Reads a case: of a pattern, or with fields of its own, of whatever else has cases.
 *
 * @param yaml the file
 * @param name the case's name
 * @param node what the file says of it
 * @param file what the file says of all its cases
 * @param known the fields that a case may have there; without beats among them, nobody clicks through it
 */
export function readCase(yaml: YamlFields, name: string, node: YamlNode, file: Pick<CaseFile, 'types'> & { input: any }, known: readonly string[] = FIELDS.case): Case {
  const found = yaml.fields(node, `Case “${name}”`, known)
  const workflow = yaml.text(found.workflow, 'workflow', node, 'workflow')
  const many = found.runs !== undefined
  const runs = yaml.list(found.runs, 'runs')
  const beats = yaml.list(found.beats, 'beats')
  if (many && runs.length === 0)
    yaml.complain('runs starts nothing', found.runs)
  if (many && beats.length === 0 && known.includes('beats'))
    yaml.complain(`Case “${name}” starts many executions: it needs beats with at`, node)
  const scripts = runs.map(run => readRun(yaml, run, workflow))
  const started = scripts.reduce((sum, { count }) => sum + count, 0)
  const actions = readActions(yaml, found.actions, many)
  for (const action of actions) {
    if ('run' in action && !(action.run! >= 1 && action.run! <= started))
      yaml.complain(`${action.type} names run ${action.run}; there are runs 1 to ${started}`, found.actions)
  }
  return {
    name,
    title: yaml.text(found.title, 'title', node, name),
    workflow,
    input: yaml.plain(found.input) ?? file.input,
    ...(found.mocks === undefined ? {} : { mocks: yaml.text(found.mocks, 'mocks', node) }),
    omit: yaml.texts(found.omit, 'omit'),
    callbacks: Object.fromEntries(Object.entries(yaml.fields(found.callbacks, 'callbacks')).map(([state, script]) => [
      state,
      isSeq(yaml.resolved(script))
        ? yaml.list(script, 'callbacks').map(item => readCallback(yaml, state, item))
        : readCallback(yaml, state, script),
    ])),
    actions,
    type: found.type === undefined ? file.types[workflow] ?? 'STANDARD' : yaml.word(found.type, 'type', TYPES),
    seed: yaml.number(found.seed, 'seed', 1),
    ...(found.until === undefined ? {} : { until: yaml.seconds(found.until, 'until') }),
    settings: yaml.plain(found.settings) ?? {},
    ...(many ? { runs: scripts } : {}),
    aliases: Object.fromEntries(Object.entries(yaml.fields(found.aliases, 'aliases')).map(([alias, weights]) => [alias, yaml.numbers(weights, `aliases: ${alias}`)])),
    beats: beats.map(beat => readBeat(yaml, beat, many)),
    expect: readExpectation(yaml, found.expect, many),
  }
}

function readRun(yaml: YamlFields, node: YamlNode, workflow: string): RunScript {
  const found = yaml.fields(node, 'A run', FIELDS.run)
  const count = yaml.number(found.count, 'count', 1)
  if (!Number.isInteger(count) || count < 1)
    yaml.complain('count must be a whole number from 1', found.count)
  return {
    workflow: yaml.text(found.workflow, 'workflow', node, workflow),
    count,
    every: found.every === undefined ? 0 : yaml.seconds(found.every, 'every'),
    at: found.at === undefined ? 0 : yaml.seconds(found.at, 'at'),
    ...(found.alias === undefined ? {} : { alias: yaml.text(found.alias, 'alias', node) }),
    ...(found.name === undefined ? {} : { name: yaml.text(found.name, 'name', node) }),
    ...(found.type === undefined ? {} : { type: yaml.word(found.type, 'type', TYPES) }),
    ...(found.input === undefined ? {} : { input: yaml.plain(found.input) }),
    ...(found.mocks === undefined ? {} : { mocks: yaml.text(found.mocks, 'mocks', node) }),
  }
}

function readCallback(yaml: YamlFields, state: string, node: YamlNode): CallbackScript {
  const what = `callbacks: ${state}`
  const found = yaml.fields(node, what, FIELDS.callback)
  const script: CallbackScript = {}
  for (const field of ['after', 'heartbeatEvery', 'heartbeatsFor'] as const) {
    if (found[field] !== undefined)
      script[field] = yaml.seconds(found[field], `${what}: ${field}`)
  }
  if (found.lost !== undefined)
    script.lost = yaml.plain(found.lost)
  if (found.heartbeats !== undefined)
    script.heartbeats = yaml.list(found.heartbeats, `${what}: heartbeats`).map(beat => yaml.seconds(beat, `${what}: heartbeats`))
  return script
}

function readBeat(yaml: YamlFields, node: YamlNode, many: boolean): BeatScript {
  const found = yaml.fields(node, 'A beat', FIELDS.beat)
  const say = yaml.text(found.say, 'A beat’s say', node)
  if ((found.on === undefined) === (found.at === undefined))
    yaml.complain('A beat has either on or at', node)
  else if (many && found.on !== undefined)
    yaml.complain('A beat of many executions has at, not on', found.on)
  if (/^\d/.test((found.on as { comment?: string } | null | undefined)?.comment ?? ''))
    yaml.complain('A beat’s on goes into quotation marks where it has a #: YAML takes the rest of the line for a comment', found.on)
  if (found.at === undefined)
    return { say, on: yaml.text(found.on, 'A beat’s on', node, '') }
  return { say, at: yaml.plain(found.at) === 'end' ? 'end' : yaml.seconds(found.at, 'A beat’s at') }
}

function readExpectation(yaml: YamlFields, node: YamlNode, many: boolean): Expectation {
  const found = yaml.fields(node, many ? 'expect of many executions' : 'expect', many ? FIELDS.many : FIELDS.one)
  const expectation: Expectation = { ...yaml.plain(node) }
  if (found.elapsed !== undefined)
    expectation.elapsed = yaml.seconds(found.elapsed, 'expect: elapsed')
  for (const field of ['ledger', 'statuses', 'starts', 'children'] as const) {
    if (found[field] !== undefined)
      expectation[field] = yaml.numbers(found[field], `expect: ${field}`)
  }
  for (const [name, gauge] of Object.entries(yaml.fields(found.gauges, 'expect: gauges'))) {
    yaml.fields(gauge, `expect: gauges: ${name}`, ['most', 'least', 'last'])
    yaml.numbers(gauge, `expect: gauges: ${name}`)
  }
  return expectation
}

/** Rows of state names, `start` and `end`; `~` leaves a place free. */
function readLayout(yaml: YamlFields, node: YamlNode, what: string): (string | undefined)[][] {
  return yaml.list(node, what).map(row => yaml.list(row, what).map(cell => yaml.plain(cell) === null ? undefined : yaml.text(cell, what)))
}

/** Values by name; or by machine, which is seen at the first of them. */
export function readSubstitutions(yaml: YamlFields, node: YamlNode): CaseFile['substitutions'] {
  const found = Object.entries(yaml.fields(node, 'substitutions'))
  if (found.length === 0 || !isMap(yaml.resolved(found[0]![1])))
    return { all: yaml.values(node, 'substitutions') }
  return { by: Object.fromEntries(found.map(([stem, values]) => [stem, yaml.values(values, `substitutions: ${stem}`)])) }
}

export function readAccount(yaml: YamlFields, name: string, node: YamlNode): LedgerAccount {
  const found = yaml.fields(node, `ledger: ${name}`, FIELDS.account)
  return {
    name,
    title: yaml.text(found.title, 'title', node, name),
    ...(found.unit === undefined ? {} : { unit: yaml.text(found.unit, 'unit', node) }),
    ...(found.good === undefined ? {} : { good: yaml.number(found.good, 'good') }),
    ...(found.least === undefined ? {} : { least: yaml.number(found.least, 'least') }),
    on: yaml.numbers(found.on, `ledger: ${name}: on`),
  }
}

export function readGauge(yaml: YamlFields, name: string, node: YamlNode): GaugeTitle {
  const found = yaml.fields(node, `gauges: ${name}`, FIELDS.gauge)
  return {
    name,
    title: yaml.text(found.title, 'title', node, name),
    ...(found.unit === undefined ? {} : { unit: yaml.text(found.unit, 'unit', node) }),
    ...(found.most === undefined ? {} : { most: yaml.number(found.most, 'most') }),
  }
}
