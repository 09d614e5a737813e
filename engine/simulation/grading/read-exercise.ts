import type { Diagnostic } from '../../asl/index.ts'
import type { ExerciseCase, ExerciseFile, Prediction } from './exercise.ts'
import type { ReadCases } from '../cases/read-cases.ts'
import type { YamlNode } from '../cases/yaml-fields.ts'
import { readAccount, readCase, readGauge, readSubstitutions } from '../cases/read-cases.ts'
import { YamlFields } from '../cases/yaml-fields.ts'
import { readAsked, readChecks } from './read-checks.ts'

/** What an exercise.yaml may say, by kind of mapping; exercises/exercise.schema.json says the same to editors. */
export const EXERCISE_FIELDS = {
  file: ['title', 'machine', 'pattern', 'level', 'minutes', 'input', 'substitutions', 'ledger', 'gauges', 'advice', 'predict', 'solved', 'cases', 'hints', 'starts-with', 'equivalent'],
  case: ['title', 'input', 'mocks', 'callbacks', 'actions', 'type', 'seed', 'until', 'settings', 'runs', 'kept-back', 'checks'],
  predict: ['ask', 'choose', 'answer', 'case', 'shown'],
}

const RUNGS = 3

/** An exercise.yaml as read, or what is wrong with it, by line and column. */
export interface ReadExercise {
  exercise?: ExerciseFile
  diagnostics: Diagnostic[]
  placeOf: ReadCases['placeOf']
}

/**
 * Reads an exercise.yaml.
 *
 * @param text the file's text
 * @param file its name, for messages
 */
export function readExercise(text: string, file = 'exercise.yaml'): ReadExercise {
  const yaml = new YamlFields(text, file, 'EXERCISE')
  const placeOf: ReadExercise['placeOf'] = path => yaml.placeOf(path)
  if (yaml.diagnostics.length > 0)
    return { diagnostics: yaml.diagnostics, placeOf }
  const { contents } = yaml.document
  const root = yaml.fields(contents ?? undefined, 'The file', EXERCISE_FIELDS.file)
  const input: unknown = yaml.plain(root.input) ?? {}
  const title = yaml.text(root.title, 'title', contents)
  const ledger = Object.entries(yaml.fields(root.ledger, 'ledger')).map(([name, node]) => readAccount(yaml, name, node))
  const gauges = Object.entries(yaml.fields(root.gauges, 'gauges')).map(([name, node]) => readGauge(yaml, name, node))
  const known = { accounts: ledger.map(account => account.name), gauges: gauges.map(gauge => gauge.name) }
  const cases = Object.entries(yaml.fields(root.cases, 'cases')).map(([name, node]) => readExerciseCase(yaml, name, node, input, known))
  if (!cases.some(({ keptBack }) => keptBack === undefined))
    yaml.complain('The file has no case that is not kept back', root.cases ?? contents)
  const names = cases.map(({ name }) => name)
  const read: ExerciseFile = {
    title,
    ...(root.pattern === undefined ? {} : { pattern: yaml.text(root.pattern, 'pattern', contents) }),
    level: yaml.number(root.level ?? contents, 'level'),
    minutes: yaml.number(root.minutes ?? contents, 'minutes'),
    solved: yaml.text(root.solved, 'solved', contents),
    predict: readPrediction(yaml, root.predict, names, contents),
    cases,
    hints: readHints(yaml, root.hints, cases),
    startsWith: yaml.text(root['starts-with'], 'starts-with', contents),
    equivalent: yaml.texts(root.equivalent, 'equivalent'),
    file: {
      title,
      machine: yaml.text(root.machine, 'machine', contents),
      answers: { approve: {}, fail: { error: 'Task.Refused', cause: 'Refused in the token inbox' }, late: 86_400 },
      paper: names[0] ?? '',
      papers: names.slice(0, 1),
      ledger,
      gauges,
      fold: {},
      layout: {},
      types: {},
      substitutions: readSubstitutions(yaml, root.substitutions),
      advice: yaml.texts(root.advice, 'advice'),
      cases,
    },
  }
  return { ...(yaml.diagnostics.length > 0 ? {} : { exercise: read }), diagnostics: yaml.diagnostics, placeOf }
}

function readExerciseCase(yaml: YamlFields, name: string, node: YamlNode, input: unknown, known: { accounts: readonly string[], gauges: readonly string[] }): ExerciseCase {
  const found = yaml.fields(node, `Case “${name}”`)
  const many = found.runs !== undefined
  const kept = found['kept-back']
  const checks = readChecks(yaml, found.checks, { case: name, many, ...known })
  if (checks.length === 0)
    yaml.complain(`Case “${name}” has no checks`, node)
  return {
    ...readCase(yaml, name, node, { types: {}, input }, EXERCISE_FIELDS.case),
    ...(kept === undefined ? {} : { keptBack: yaml.word(kept, `kept-back of case “${name}”`, ['twin', 'corner'] as const) }),
    checks,
  }
}

function readPrediction(yaml: YamlFields, node: YamlNode, cases: readonly string[], parent: YamlNode): Prediction {
  const found = yaml.fields(node ?? parent, 'predict', node ? EXERCISE_FIELDS.predict : undefined)
  if (!node) {
    yaml.complain('The file has no predict: a question to think about before the first run', parent)
    return { ask: '', choose: [], answer: '', case: '', shown: {} }
  }
  const read = {
    ask: yaml.text(found.ask, 'predict: ask', node),
    choose: yaml.texts(found.choose, 'predict: choose'),
    answer: yaml.text(found.answer, 'predict: answer', node),
    case: yaml.text(found.case, 'predict: case', node),
    shown: readAsked(yaml, found.shown, 'predict: shown', node),
  }
  if (!read.choose.includes(read.answer))
    yaml.complain(`predict: the answer “${read.answer}” is not among what one can choose`, found.answer ?? node)
  if (!cases.includes(read.case))
    yaml.complain(`predict names the case “${read.case}”, which is not a case of this file`, found.case ?? node)
  return read
}

function readHints(yaml: YamlFields, node: YamlNode, cases: readonly ExerciseCase[]): Record<string, string[]> {
  const names = cases.flatMap(({ checks }) => checks.map(({ name }) => name))
  const hints = Object.fromEntries(Object.entries(yaml.fields(node, 'hints', [...new Set(names)])).map(([name, rungs]) => {
    const texts = yaml.texts(rungs, `hints: ${name}`)
    if (texts.length !== RUNGS)
      yaml.complain(`hints: ${name} has ${texts.length} rungs; it takes ${RUNGS}: a question, where to look, the lines with a blank`, rungs ?? node)
    return [name, texts]
  }))
  for (const { name, checks } of cases) {
    const bare = checks.find(check => !(check.name in hints))
    if (bare)
      yaml.complain(`hints has nothing for the check “${bare.name}” of case “${name}”`, node)
  }
  return hints
}
