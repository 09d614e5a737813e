import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A mistake that somebody makes, and what is said of it wherever it is met. */
export interface MadeMistake {
  what: string
  file: string
  /** The text that is replaced; without it, the file is a new one. */
  from?: string
  to: string
  /** The sentence behind `file:line:column: error CODE: `. */
  says: string | RegExp
  /** The file that the message names, when it is another one. */
  at?: string
  /** The text at the line that the message names, when that is not the line of the change; or the line's number. */
  near?: string | number
  /** The pattern it belongs to: `asl test` says it too. */
  pattern?: string
  /** The slide it is shown on, as the address has it. */
  slide: string
  /** Node itself has to say it: the loader of the tests has words of its own. */
  inNode?: true
  /** While it is there, nothing else is found. */
  alone?: true
  /** It is shown beside the slide, which goes on, not in its place. */
  beside?: true
}

const CASES = 'snippets/saga/cases.yaml'
const MOCKS = 'snippets/saga/mocks.json'
const MACHINE = 'snippets/saga/workflow.asl.yaml'
const HANDLERS = 'snippets/transient-cluster/handlers.ts'
const PAGE = 'pages/5-failing/3-saga.md'
const USE = 'cases="no-undo,happy,no-van" />'
const inSaga = { pattern: 'saga', slide: 'saga' }
const inCluster = { pattern: 'transient-cluster', slide: 'transient-cluster' }
const onPage = { file: PAGE, slide: 'saga' }

export const MISTAKES: MadeMistake[] = [
  { ...inSaga, what: 'a typo in Next', file: MACHINE, from: 'Next: ChargeCard', to: 'Next: ChargeCrad', says: 'Missing \'Next\' target: ChargeCrad; did you mean ChargeCard? (/States/ReserveStock/Next)' },
  { ...inSaga, what: 'a comma too many', file: MOCKS, from: '"MockedResponses": {', to: '"MockedResponses": {,', says: /^Unexpected character \(','/, alone: true },
  { ...inSaga, what: 'a tab', file: CASES, from: '    title: no undo', to: '\ttitle: no undo', says: 'Tabs are not allowed as indentation', alone: true },
  { ...inSaga, what: 'a tab in a machine', file: MACHINE, from: '  ReserveStock:', to: '\tReserveStock:', says: 'Tabs are not allowed as indentation', alone: true },
  { ...inSaga, what: 'a field that nobody knows', file: CASES, from: 'workflow: no-undo', to: 'workflwo: no-undo', says: 'Case “no-undo” has no field “workflwo”; did you mean workflow?', alone: true },
  { ...inSaga, what: 'a response that nobody wrote', file: MOCKS, from: '"VanBooked"', to: '"VanBokked"', says: 'MockedResponses has no “VanBokked”; did you mean VanBooked?' },
  { ...inSaga, what: 'a test case that nobody wrote', file: CASES, from: 'mocks: AllGoesWell', to: 'mocks: AllGoesWel', says: 'mocks.json has no test case “AllGoesWel” for ShipmentSaga; did you mean AllGoesWell?' },
  { ...inSaga, what: 'a machine that nobody mocked', file: MOCKS, from: '"NoUndo": {', to: '"NoUndoo": {', at: CASES, near: 'mocks: NoVan', says: 'mocks.json has no state machine “NoUndo” with a test case “NoVan”; did you mean NoUndoo?' },
  { ...inSaga, what: 'a layout with a misspelt state', file: CASES, from: '[start, ReserveStock, ReleaseStock]', to: '[start, ReserveStock, ReleseStock]', says: 'layout: workflow.asl.yaml has no state “ReleseStock”; did you mean ReleaseStock?' },
  { ...inSaga, what: 'a layout without a state', file: CASES, from: '[start, ReserveStock, ReleaseStock]', to: '[start, ReserveStock, ~]', near: '  workflow:\n    - [~, ~, OrderFailed', says: 'layout: the state “ReleaseStock” of workflow.asl.yaml has no place' },
  { ...inCluster, what: 'handlers that throw when they are called', file: HANDLERS, from: 'const { jobs } = world', to: 'const { jobs } = (world as any).nothing', says: /^handlers\.ts throws in case “[\w-]+”: Cannot destructure property 'jobs'/, alone: true },
  { ...inCluster, what: 'handlers that throw when they are loaded', file: HANDLERS, from: '/** Minutes that each job takes. */', to: 'throw new Error(\'no minutes\')', says: 'handlers.ts can’t be loaded: no minutes', alone: true },
  { ...inCluster, what: 'handlers without setUp', file: HANDLERS, from: 'export const setUp', to: 'export const setUpp', near: 1, says: 'handlers.ts exports no function setUp', alone: true },
  { ...inCluster, what: 'handlers that nobody can read', file: HANDLERS, from: 'const { jobs } = world', to: 'const { jobs } = = world', says: /^handlers\.ts can’t be loaded: \S/, inNode: true, alone: true },
  { ...onPage, what: 'a pattern that is not there', from: `pattern="saga" ${USE}`, to: `pattern="sage" ${USE}`, says: 'no pattern “sage” in snippets/; did you mean saga?', alone: true },
  { ...onPage, what: 'a case that is not there', from: 'cases="no-undo,happy', to: 'cases="no-undo,hapy', says: 'pattern “saga” has no case “hapy”; did you mean happy?', alone: true },

  { ...inSaga, what: 'a typo in the state of a beat', file: CASES, from: 'on: TaskSucceeded BookVan', to: 'on: TaskSucceeded BookVna', says: 'beat “TaskSucceeded BookVna”: workflow.asl.yaml has no state “BookVna”; did you mean BookVan?', beside: true },
  { ...inSaga, what: 'a typo in the event of a beat', file: CASES, from: 'on: TaskSucceeded CancelVan', to: 'on: TaskSuceeded CancelVan', says: 'there is no event “TaskSuceeded”; did you mean TaskSucceeded?', beside: true },
  { ...inSaga, what: 'a beat that comes less often', file: CASES, from: 'on: TaskSucceeded RefundCard', to: 'on: "TaskSucceeded RefundCard #3"', says: 'case “no-van” never comes to “TaskSucceeded RefundCard #3”: that happens once', beside: true },
  { ...inSaga, what: 'a case without mocks', file: CASES, from: '    mocks: NoVan\n', to: '', near: '  no-undo:\n    title', says: /^case “no-undo”: Nothing answers the task 'ReserveStock'.* The case has no mocks; mocks\.json has .*NoVan/, beside: true },
  { ...inSaga, what: 'a line that is too long', file: CASES, from: 'say: And the run still fails.', to: `say: ${'And again. '.repeat(10)}`, says: /^say is \d+ characters long, 100 fit on the slide: “And again/, beside: true },
  { ...inSaga, what: 'a ledger with a misspelt state', file: CASES, from: '{ BookVan: 1,', to: '{ BokVan: 1,', says: 'ledger: the folder has no state “BokVan”; did you mean BookVan?', beside: true },
  { ...inSaga, what: 'a ledger with a misspelt event', file: CASES, from: 'TaskTimedOut ChargeCard', to: 'TaskTimdOut ChargeCard', says: 'there is no event “TaskTimdOut”; did you mean TaskTimedOut?', beside: true },
  { ...inSaga, what: 'another end than expected', file: CASES, from: 'transitions: 4', to: 'transitions: 5', says: 'happy: transitions: expected 5, got 4', beside: true },
  { ...onPage, what: 'a prop that nobody knows', from: USE, to: 'cases="no-undo,happy,no-van" pan="data" />', says: '<LiveWorkflow> knows no pan; did you mean pane?', beside: true },
  { ...onPage, what: 'a pane that is not there', from: USE, to: 'cases="no-undo,happy,no-van" pane="dat" />', says: '<LiveWorkflow>: no pane “dat”; did you mean data?', beside: true },
  { ...onPage, what: 'a component that is not there', from: USE, to: `${USE}\n<LivePuls />`, near: '<LivePuls />', says: 'no component <LivePuls>; did you mean LivePulse?', beside: true },
  { ...onPage, what: 'a layout that nobody wrote', from: 'layout: live', to: 'layout: liv', says: 'no layout “liv”; did you mean live?', beside: true },
  { ...onPage, what: 'notes with a mark too few', from: '[click] No van. The run', to: 'No van. The run', near: '<!--\n**2:00.** Watch', says: /^the notes of “Saga: undo what has already happened” have \d+ \[click\] and the slide has \d+ clicks: one fewer than the \d+ beats of no-undo, happy, no-van/, beside: true },
  { ...onPage, what: 'notes without minutes', from: '**2:00.** Watch', to: 'Watch', says: /^the notes of “Saga: undo .*” begin with the minutes that the slide takes, such as \*\*1:30\.\*\*/, near: '<!--\nWatch', beside: true },
  { slide: '5', what: 'a name that two slides have', file: 'pages/5-failing/0-again.md', to: '---\nrouteAlias: saga\n---\n\n# Once more\n\n<!--\n**0:10.** Nobody finds this slide by its name, because another one has it too.\n-->\n', at: PAGE, near: 'routeAlias: saga', says: 'routeAlias “saga” belongs to the slide at pages/5-failing/0-again.md:2 already', beside: true },
  { slide: '1', what: 'a running order with a page that is not there', file: 'slides.md', from: '  - pages/5-failing/3-saga.md', to: '  - pages/5-failing/3-sago.md', says: 'talk: there is no pages/5-failing/3-sago.md; did you mean pages/5-failing/3-saga.md?', beside: true },
  { slide: '1', what: 'an entry that brings in nothing', file: 'slides.md', from: 'src: ./pages/5-failing/*.md', to: 'src: ./pages/5-failing/3-*.md\n---\n\n---\nsrc: ./pages/5-failing/0-*.md\n---\n\n---\nsrc: ./pages/5-failing/5-*.md\n---\n\n---\nsrc: ./pages/5-faling/*.md', near: 'src: ./pages/5-faling', says: 'no file matches ./pages/5-faling/*.md; did you mean ./pages/5-failing/*.md?', beside: true },
]

/**
 * Makes a mistake in a copy of the project.
 *
 * @returns `place`, the `file:line:` that the message begins with, and what undoes the mistake
 * @throws Error when the text to be changed is not there
 */
export function make(copy: string, { file, from, to, near, at = file }: MadeMistake): { place: string, undo: () => void } {
  const path = join(copy, file)
  const before = existsSync(path) ? readFileSync(path, 'utf8') : undefined
  if (from !== undefined && !before?.includes(from))
    throw new Error(`${file} has no “${from}”`)
  const after = before?.replace(from!, () => to) ?? to
  writeFileSync(path, after)
  const text = readFileSync(join(copy, at), 'utf8')
  const line = typeof near === 'number' ? near : text.slice(0, text.indexOf(near ?? to)).split('\n').length
  return { place: `${at}:${line}:`, undo: () => before === undefined ? rmSync(path) : writeFileSync(path, before) }
}
