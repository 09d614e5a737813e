import type { Diagnostic } from '../asl/index.ts'
import type { BeatScript, Case } from '../simulation/cases/cases.ts'
import type { Difference } from '../simulation/play/expectations.ts'
import type { PlayedCase } from '../simulation/play/play-case.ts'
import type { Pattern } from '../simulation/play/pattern.ts'
import type { Recording } from '../simulation/recording/types.ts'
import type { PatternFolder } from './pattern-folder.ts'
import { join } from 'node:path'
import { validate } from '../asl/index.ts'
import { countMoments, readMoment } from '../simulation/views/beats.ts'
import { formatElapsed } from '../simulation/duration.ts'
import { compareWithExpectation, compareWorldWithExpectation } from '../simulation/play/expectations.ts'
import { errorsOf } from '../simulation/mocks/mock-file.ts'
import { playWorld } from '../simulation/play/play-world.ts'
import { playCase } from '../simulation/play/play-case.ts'
import { WorkLimitReached } from '../simulation/run/work.ts'
import { readPattern, typeOf } from './pattern-folder.ts'
import { handlersError, messageOf } from './read-handlers.ts'

/** A case that has been run for what is wrong with it. */
export interface CheckedCase {
  item: Case
  /** How many of its beats come; those that it says where it was not run. */
  beats: number
  /** How many of its beats never come. */
  lost: number
  diagnostics: Diagnostic[]
}

/** A pattern's folder, and what its runs say. */
export interface CheckedPattern extends PatternFolder {
  /** The cases in their order; empty where the folder is not in order. */
  cases: CheckedCase[]
}

/** Told of an execution, and of the stem of its workflow's file. */
type OnRun = (workflow: string, recording: Recording) => void

/** A diagnostic at a field of cases.yaml. */
type Complain = (path: readonly (string | number)[], code: 'CASE' | 'BEAT' | 'EXPECT', message: string) => Diagnostic

/**
 * Everything that can be said of a pattern: its files held to each other, and each of its cases run and held to its beats and to its
 * `expect`. `asl test`, the slides, the build and the tests all say what this says.
 *
 * @param root the folder that holds the patterns, as messages shall name it
 * @param slug the pattern's folder
 * @param options `many`: run the cases of many executions too, which may take seconds; they are run by default. `onRun`: told of every
 *   execution, and which of the folder's workflows it is one of
 * @returns the folder; it does not reject for anything the files say
 */
export async function checkPattern(root: string, slug: string, { many = true, onRun = () => {} }: { many?: boolean, onRun?: OnRun } = {}): Promise<CheckedPattern> {
  const folder = await readPattern(root, slug)
  const { pattern, placeOf } = folder
  if (!pattern)
    return { ...folder, cases: [] }
  const file = join(root, slug, 'cases.yaml')
  const complain: Complain = (path, code, message) => ({ severity: 'ERROR', code, message, file, range: placeOf(path) })
  const remarks = [...folder.remarks, ...adviceOf(folder, file)]
  const cases: CheckedCase[] = []
  for (const item of pattern.cases.cases) {
    if (item.beats.length === 0)
      remarks.push(complain(['cases', item.name], 'BEAT', `case “${item.name}” has no beats: nobody can click through it`))
    if (Object.keys(item.expect).length === 0)
      remarks.push(complain(['cases', item.name], 'EXPECT', `case “${item.name}” has no expect: nothing says what must come out`))
    if (item.runs && !many) {
      cases.push({ item, beats: item.beats.length, lost: 0, diagnostics: [] })
      continue
    }
    try {
      cases.push(item.runs ? await checkWorld(pattern, item, complain, onRun) : await checkRun(pattern, item, complain, onRun))
    }
    catch (thrown) {
      if (thrown instanceof WorkLimitReached) {
        cases.push({ item, beats: item.beats.length, lost: 0, diagnostics: [complain(['cases', item.name], 'CASE', `case “${item.name}”: ${thrown.message}`)] })
        continue
      }
      // Only what the folder itself brings to a run can throw: its handlers.
      if (!folder.handlers)
        throw thrown
      return { ...withoutPattern(folder), diagnostics: [handlersError(folder.handlers, `handlers.ts throws in case “${item.name}”: ${messageOf(thrown)}`, thrown)], remarks, cases: [] }
    }
  }
  // What has been said of a name that leads nowhere need not be said of the run that comes of it.
  const told = new Set(remarks.map(({ file, range }) => `${file}:${range?.start.line}`))
  for (const one of cases)
    one.diagnostics = one.diagnostics.filter(({ file, range }) => !told.has(`${file}:${range?.start.line}`))
  return { ...folder, remarks, cases }
}

/** All that is wrong with a pattern, worst first. */
export function mistakesOf({ diagnostics, remarks, cases }: CheckedPattern): Diagnostic[] {
  return [...diagnostics, ...remarks, ...cases.flatMap(one => one.diagnostics)]
}

function withoutPattern({ pattern: _, ...folder }: PatternFolder): PatternFolder {
  return folder
}

/** Warnings, and advice that cases.yaml does not say is earned on purpose; and advice that it names, and that nobody gives. */
function adviceOf({ pattern, workflows, placeOf }: PatternFolder, file: string): Diagnostic[] {
  const { cases, mocks } = pattern!
  const raises = errorsOf(mocks)
  const found = Object.entries(workflows).flatMap(([stem, workflow]) => validate(workflow, { type: typeOf(cases, stem), raises }).diagnostics)
  const given = new Set(found.map(({ code }) => code))
  return [
    ...found.filter(({ severity, code }) => severity === 'WARNING' || (severity === 'ADVICE' && !cases.advice.includes(code))),
    ...cases.advice.flatMap((code, index): Diagnostic[] => given.has(code)
      ? []
      : [{ severity: 'ERROR', code: 'PATTERN', message: `advice: no machine of the folder earns ${code}`, file, range: placeOf(['advice', index]) }]),
  ]
}

async function checkRun(pattern: Pattern, item: Case, complain: Complain, onRun: OnRun): Promise<CheckedCase> {
  const path = ['cases', item.name]
  const run = await playCase(pattern, item)
  const { recording, beats, missing } = run
  onRun(item.workflow, recording)
  const unanswered = unansweredOf(recording)
  if (unanswered !== undefined)
    return { item, beats: beats.length, lost: missing.length, diagnostics: [complain([...path, 'mocks'], 'CASE', sayUnanswered(pattern, item, unanswered))] }
  const back = beats.findIndex((beat, index) => beat.position < (beats[index - 1]?.position ?? 0))
  const differences = differencesAt(item, compareWithExpectation(recording, item.expect, pattern.cases.ledger), complain)
  const diagnostics = [
    // A run that went another way misses beats because of that.
    ...(differences.length > 0 ? [] : missing).map(index => complain([...path, 'beats', index, item.beats[index]!.on === undefined ? 'at' : 'on'], 'BEAT', sayMissing(item, item.beats[index]!, run))),
    ...(back < 0 ? [] : [complain([...path, 'beats', back], 'BEAT', `case “${item.name}” goes back at “${beats[back]!.say}”: its beats stand in the order of the run`)]),
    ...differences,
  ]
  return { item, beats: beats.length, lost: missing.length, diagnostics }
}

async function checkWorld(pattern: Pattern, item: Case, complain: Complain, onRun: OnRun): Promise<CheckedCase> {
  const path = ['cases', item.name]
  const { world, missing } = await playWorld(pattern, item)
  for (const { workflow, recording } of world.executions) onRun(workflow, recording)
  const unanswered = world.executions.map(({ recording }) => unansweredOf(recording)).find(cause => cause !== undefined)
  if (unanswered !== undefined)
    return { item, beats: item.beats.length, lost: 0, diagnostics: [complain([...path, 'mocks'], 'CASE', sayUnanswered(pattern, item, unanswered))] }
  const differences = differencesAt(item, compareWorldWithExpectation(world, item.expect, pattern.cases.ledger), complain)
  const diagnostics = [
    ...(differences.length > 0 ? [] : missing).map(index => complain([...path, 'beats', index, 'at'], 'BEAT', `case “${item.name}” never comes to ${formatElapsed(Number(item.beats[index]!.at))}: it is over after ${formatElapsed(world.elapsed)}`)),
    ...differences,
  ]
  return { item, beats: item.beats.length, lost: 0, diagnostics }
}

function differencesAt({ name }: Case, differences: readonly Difference[], complain: Complain): Diagnostic[] {
  return differences.map(({ what, expected, actual }) => complain(['cases', name, 'expect', what], 'EXPECT', `${name}: ${what}: expected ${expected}, got ${actual}`))
}

/** Why a run has ended that nobody had an answer for; undefined for every other end. */
export function unansweredOf({ error, cause = '' }: Pick<Recording, 'error' | 'cause'>): string | undefined {
  return error === 'States.Runtime' ? /(?:Nothing answers the task|There is no simulated|The mocked response '.*' has no entry for).*/s.exec(cause)?.[0] : undefined
}

function sayUnanswered({ mocks, cases }: Pattern, item: Case, cause: string): string {
  const known = [...new Set(Object.values(mocks.StateMachines).flatMap(machine => Object.keys(machine.TestCases ?? {})))]
  const hint = item.mocks === undefined && known.length > 0 ? ` The case has no mocks; mocks.json has ${known.join(', ')} for ${cases.machine}.` : ''
  return `case “${item.name}”: ${cause}${hint}`
}

function sayMissing({ name }: Case, { on, at }: BeatScript, { recording }: PlayedCase): string {
  if (on === undefined)
    return `case “${name}” never comes to ${formatElapsed(Number(at))}: it is over after ${formatElapsed(recording.elapsed)}`
  const count = countMoments(recording, readMoment(on))
  return `case “${name}” never comes to “${on}”: ${count === 0 ? 'that does not happen' : `that happens ${count === 1 ? 'once' : `${count} times`}`}`
}
