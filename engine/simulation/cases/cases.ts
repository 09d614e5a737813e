import type { Json, JsonObject, Substitutions } from '../../asl/index.ts'
import type { Action, CallbackScript } from '../mocks/scripts.ts'
import type { StartOutcome } from '../recording/world-recording.ts'

/** One moment of a run worth a click: a history event, a happening of the world around it, or an instant. */
export type BeatScript = { say: string } & (
  /** `TaskSubmitted AskCourier`: an event type or a journal kind, with the state's name where that matters; `#2` asks for the second such moment. */
  | { on: string, at?: undefined }
  /** Seconds of virtual time after the start, or the end of everything that is watched. */
  | { on?: undefined, at: number | 'end' }
)

/** What a gauge must have shown: the most and the least of the whole run, and the last value. */
export interface GaugeExpectation {
  most?: number
  least?: number
  last?: number
}

/** What must come out of a case. What is not stated is not checked. */
export interface Expectation {
  status?: string
  error?: string
  output?: Json
  /** The states entered, in order, without repeats in a row left out. */
  path?: string[]
  /** Billed transitions; with many executions the sum of all. */
  transitions?: number
  /** Events of the history; with many executions those of the longest. */
  events?: number
  /** Seconds of virtual time from start to end. */
  elapsed?: number
  /** Exception names of callbacks that the service refused, in order. */
  refused?: string[]
  /** By account of the ledger: its value at the end. */
  ledger?: Record<string, number>
  /** By gauge. */
  gauges?: Record<string, GaugeExpectation>
  /** Many executions: how many ended how. */
  statuses?: Record<string, number>
  /** Many executions: what came of the starts. */
  starts?: Partial<Record<StartOutcome, number>>
  /** Many executions: how many children of Distributed Maps ended how. */
  children?: Record<string, number>
}

/** Executions that a case starts, on the one clock of its world. */
export interface RunScript {
  /** Stem of the .asl.yaml to start. */
  workflow: string
  /** Start it through this alias of the case, which draws a version. */
  alias?: string
  count: number
  /** Seconds between two starts. */
  every: number
  /** Seconds until the first. */
  at: number
  /** Name of the execution; `{n}` stands for the number of the run, from 1. Without it each gets a name of its own. */
  name?: string
  type?: 'STANDARD' | 'EXPRESS'
  /** The case's input otherwise. `{n}` in its texts stands for the number of the run; a text that is nothing else becomes the number. */
  input?: Json
  /** The case's test case of mocks.json otherwise. */
  mocks?: string
}

/** What is done from outside in a world of many executions. `at` counts seconds since the world began. */
export type WorldAction =
  /** `run`: number of the run it is done to, from 1. */
  | Action & { run?: number }
  /** Sends starts to versions by new weights: stem → percent. */
  | { at: number, type: 'UpdateStateMachineAlias', alias: string, weights: Record<string, number> }
  /** Changes how many children of a run's Distributed Map run at a time. */
  | { at: number, type: 'UpdateMapRun', run?: number, maxConcurrency: number }

/** A named run of a pattern's workflow, or of many. */
export interface Case {
  name: string
  title: string
  /** Stem of the .asl.yaml that this case shows and runs. */
  workflow: string
  input: Json
  /** The test case of mocks.json that answers the tasks. */
  mocks?: string
  /** JSON pointers of fields that this run leaves out of the workflow. */
  omit: string[]
  /** When answers arrive, where the mock file cannot say it. */
  callbacks: Record<string, CallbackScript | CallbackScript[]>
  actions: WorldAction[]
  type: 'STANDARD' | 'EXPRESS'
  seed: number
  /** Stop watching after so many seconds of virtual time. */
  until?: number
  /** What handlers.ts is told about this case. */
  settings: JsonObject
  /** Makes it a case of many executions. */
  runs?: RunScript[]
  /** Aliases of the state machine `machine`: weights in percent by the stem of the version. */
  aliases: Record<string, Record<string, number>>
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

/** An effect in the world outside that the history lets us count: boxes reserved, euros charged. */
export interface LedgerAccount {
  name: string
  title: string
  unit?: string
  /** The value that is fine at the end. */
  good?: number
  /** It never goes below this: undoing what never happened changes nothing. */
  least?: number
  /** `State` (counts when its task has succeeded) or `EventType State`, and what each adds; what a task calls may stand for its state: `charge-card`. */
  on: Record<string, number>
}

/** How a gauge that handlers.ts keeps is called on the slide. */
export interface GaugeTitle {
  name: string
  title: string
  unit?: string
  /** What it must never exceed. */
  most?: number
}

/** A pattern's cases.yaml, read. */
export interface CaseFile {
  title: string
  /** The name of the state machine that workflow.asl.yaml describes, in mocks.json and in ARNs. */
  machine: string
  answers: Answers
  /** The name of the case that is printed; the first of `papers`. */
  paper: string
  /** The cases that are printed, where several slides show cases of this file: each prints the first that it shows. */
  papers: string[]
  ledger: LedgerAccount[]
  gauges: GaugeTitle[]
  /** By stem: JSON pointers of what the slide shows folded. */
  fold: Record<string, string[]>
  /** By stem: machines that are not Standard. */
  types: Record<string, 'STANDARD' | 'EXPRESS'>
  /** By stem: where the states stand in the drawing, row by row; undefined leaves a place free. */
  layout: Record<string, (string | undefined)[][]>
  /** What the machines' placeholders stand for, of all machines or by the stem of one. */
  substitutions: { all: Substitutions } | { by: Record<string, Substitutions> }
  /** Codes of advice that this pattern's workflows earn on purpose. */
  advice: string[]
  cases: Case[]
}

/**
 * What a deployment would fill in for the placeholders of one of a pattern's machines.
 *
 * @param file the pattern's cases.yaml
 * @param stem the machine's file's name without `.asl.yaml`
 * @returns values by name; none where the file has none for this machine
 */
export function substitutionsFor({ substitutions }: Pick<CaseFile, 'substitutions'>, stem: string): Substitutions {
  return 'all' in substitutions ? substitutions.all : substitutions.by[stem] ?? {}
}

/**
 * The name of the state machine that a file of a pattern describes.
 *
 * @param file the pattern's cases.yaml
 * @param stem the file's name without `.asl.yaml`
 * @returns `machine` of cases.yaml for workflow.asl.yaml, else the stem in PascalCase: `poll-loop` is PollLoop
 */
export function machineName(file: Pick<CaseFile, 'machine'>, stem: string): string {
  return stem === 'workflow' ? file.machine : stem.replace(/(?:^|-)([a-z\d])/g, (_, letter: string) => letter.toUpperCase())
}
