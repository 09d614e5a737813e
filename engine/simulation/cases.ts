import type { Node, Pair } from 'yaml'
import type { Diagnostic, Json } from '../asl/index.ts'
import type { CallbackScript } from './types.ts'
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import { parseDuration } from './duration.ts'

/** One moment of a run worth a click: a history event, a happening of the world around it, or an instant. */
export type BeatScript = { say: string } & (
  /** `TaskSubmitted AskCourier`: an event type or a journal kind, with the state's name where that matters; `#2` asks for the second such moment. */
  | { on: string, at?: undefined }
  /** Seconds of virtual time after the start. */
  | { on?: undefined, at: number }
)

/** What must come out of a case. What is not stated is not checked. */
export interface Expectation {
  status?: string
  error?: string
  output?: Json
  /** The states entered, in order, without repeats in a row left out. */
  path?: string[]
  transitions?: number
  events?: number
  /** Seconds of virtual time from start to end. */
  elapsed?: number
  /** Exception names of callbacks that the service refused, in order. */
  refused?: string[]
}

/** A named run of a pattern's workflow. */
export interface Case {
  name: string
  title: string
  input: Json
  /** The test case of mocks.json that answers the tasks. */
  mocks?: string
  /** JSON pointers of fields that this run leaves out of the workflow. */
  omit: string[]
  /** When answers arrive, where the mock file cannot say it. */
  callbacks: Record<string, CallbackScript | CallbackScript[]>
  type: 'STANDARD' | 'EXPRESS'
  seed: number
  beats: BeatScript[]
  expect: Expectation
}

/** What the token inbox sends when somebody presses one of its buttons. */
export interface Answers {
  approve: Json
  fail: { error: string, cause: string }
  /** Seconds after the token was given up. */
  late: number
}

/** A pattern's cases.yaml, read. */
export interface CaseFile {
  title: string
  /** The state machine's name in mocks.json. */
  machine: string
  answers: Answers
  /** The name of the case that is printed. */
  paper: string
  cases: Case[]
}

const FIELDS = {
  file: ['title', 'machine', 'input', 'answers', 'paper', 'cases'],
  case: ['title', 'input', 'mocks', 'omit', 'callbacks', 'type', 'seed', 'beats', 'expect'],
  beat: ['on', 'at', 'say'],
  expect: ['status', 'error', 'output', 'path', 'transitions', 'events', 'elapsed', 'refused'],
  answers: ['approve', 'fail', 'late'],
}

/**
 * Reads a cases.yaml.
 *
 * @param text the file's text
 * @param file its name, for messages
 * @returns the cases with durations in seconds, or what is wrong with the file, by line and column
 */
export function readCases(text: string, file = 'cases.yaml'): { cases?: CaseFile, diagnostics: Diagnostic[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const diagnostics: Diagnostic[] = []

  const complain = (message: string, offset = 0) => {
    const { line, col } = lines.linePos(offset)
    const place = { line, column: col }
    diagnostics.push({ severity: 'ERROR', code: 'CASE_FILE', message, file, range: { start: place, end: place } })
  }
  const offsetOf = (node: unknown) => (node as Node | undefined)?.range?.[0] ?? 0

  for (const error of document.errors)
    complain(error.message, error.pos[0])
  if (diagnostics.length > 0)
    return { diagnostics }

  /** The fields of a mapping by name; complains of any that is not of the list. */
  const fields = (node: unknown, known: string[] | undefined, what: string): Record<string, Node | null> => {
    const found: Record<string, Node | null> = {}
    if (node == null)
      return found
    if (!isMap(node)) {
      complain(`${what} must be a mapping`, offsetOf(node))
      return found
    }
    for (const { key, value } of node.items as Pair<Node, Node | null>[]) {
      const name = isScalar(key) ? String(key.value) : String(key)
      if (known && !known.includes(name))
        complain(`${what} has no field “${name}”; it knows ${known.join(', ')}`, offsetOf(key))
      found[name] = value
    }
    return found
  }
  const plain = (node: Node | null | undefined): any => node?.toJS(document)
  const textOf = (node: Node | null | undefined, what: string, parent: Node | null | undefined, fallback?: string): string => {
    const value = plain(node)
    if (typeof value === 'string' && value !== '')
      return value
    if (value === undefined && fallback !== undefined)
      return fallback
    complain(`${what} must be text`, offsetOf(node ?? parent))
    return ''
  }
  const secondsOf = (node: Node | null | undefined, what: string): number => {
    const seconds = parseDuration(plain(node))
    if (seconds === undefined)
      complain(`${what} must be seconds or a duration such as 90s, 2h or 3d`, offsetOf(node))
    return seconds ?? 0
  }
  const listOf = (node: Node | null | undefined, what: string): Node[] => {
    if (node == null)
      return []
    if (isSeq(node))
      return node.items as Node[]
    complain(`${what} must be a list`, offsetOf(node))
    return []
  }

  const callbackOf = (node: Node | null | undefined, what: string): CallbackScript => {
    const found = fields(node, ['after', 'lost', 'heartbeats'], what)
    const script: CallbackScript = {}
    if (found.after !== undefined)
      script.after = secondsOf(found.after, `${what}: after`)
    if (found.lost !== undefined)
      script.lost = plain(found.lost)
    if (found.heartbeats !== undefined)
      script.heartbeats = plain(found.heartbeats)
    return script
  }

  const beatOf = (node: Node): BeatScript => {
    const found = fields(node, FIELDS.beat, 'A beat')
    const say = textOf(found.say, 'A beat’s say', node)
    if ((found.on === undefined) === (found.at === undefined))
      complain('A beat has either on or at', offsetOf(node))
    return found.at === undefined
      ? { say, on: textOf(found.on, 'A beat’s on', node, '') }
      : { say, at: secondsOf(found.at, 'A beat’s at') }
  }

  const expectationOf = (node: Node | null | undefined): Expectation => {
    const found = fields(node, FIELDS.expect, 'expect')
    const expectation: Expectation = plain(node) ?? {}
    if (found.elapsed !== undefined)
      expectation.elapsed = secondsOf(found.elapsed, 'expect: elapsed')
    return expectation
  }

  const root = fields(document.contents ?? undefined, FIELDS.file, 'The file')
  const input = plain(root.input) ?? {}
  const answers = fields(root.answers, FIELDS.answers, 'answers')
  const list = fields(root.cases, undefined, 'cases')

  const cases = Object.entries(list).map(([name, node]): Case => {
    const found = fields(node, FIELDS.case, `Case “${name}”`)
    const callbacks = fields(found.callbacks, undefined, 'callbacks')
    const type = plain(found.type) ?? 'STANDARD'
    if (type !== 'STANDARD' && type !== 'EXPRESS')
      complain(`type must be STANDARD or EXPRESS`, offsetOf(found.type))
    return {
      name,
      title: textOf(found.title, 'title', node, name),
      input: plain(found.input) ?? input,
      ...(found.mocks === undefined ? {} : { mocks: textOf(found.mocks, 'mocks', node) }),
      omit: listOf(found.omit, 'omit').map(item => textOf(item, 'A pointer of omit', found.omit)),
      callbacks: Object.fromEntries(Object.entries(callbacks).map(([state, script]) => [
        state,
        isSeq(script)
          ? (script.items as Node[]).map(item => callbackOf(item, `callbacks: ${state}`))
          : callbackOf(script, `callbacks: ${state}`),
      ])),
      type,
      seed: plain(found.seed) ?? 1,
      beats: listOf(found.beats, 'beats').map(beatOf),
      expect: expectationOf(found.expect),
    }
  })

  if (cases.length === 0)
    complain('The file has no cases', offsetOf(root.cases ?? document.contents))
  const paper = textOf(root.paper, 'paper', document.contents, cases[0]?.name ?? '')
  if (!cases.some(item => item.name === paper))
    complain(`paper names “${paper}”, which is not a case of this file`, offsetOf(root.paper))

  const read: CaseFile = {
    title: textOf(root.title, 'title', document.contents),
    machine: textOf(root.machine, 'machine', document.contents),
    answers: {
      approve: plain(answers.approve) ?? {},
      fail: plain(answers.fail) ?? { error: 'Task.Refused', cause: 'Refused in the token inbox' },
      late: answers.late === undefined ? 86_400 : secondsOf(answers.late, 'answers: late'),
    },
    paper,
    cases,
  }
  return diagnostics.length > 0 ? { diagnostics } : { cases: read, diagnostics }
}
