/** Grades a learner's text: reads it, checks it, runs the cases with it, and says what is first to be looked at. */

import type { Diagnostic, ParsedDefinition } from '../../asl/index.ts'
import type { CheckScript, Exercise, ExerciseCase } from './exercise.ts'
import type { CaseResult, CheckResult, Finding, Grade, Moment, Problem } from './grade-types.ts'
import type { Subject, TextSubject } from './subject.ts'
import { parseDefinition, pointerOf, statePlaces, validate } from '../../asl/index.ts'
import { WorkLimitReached } from '../run/work.ts'
import { findFirst, findInText, isOfText } from './kinds.ts'
import { placeOf, sentenceOf } from './kinds/diagnostics.ts'
import { runExerciseCase } from './run-exercise.ts'
import { endOf } from './subject.ts'
import { unansweredCall } from './unanswered.ts'
import { withMoment } from './words.ts'

export interface GradeOptions {
  /** The name of the text's file; its ending decides between YAML and JSON. */
  file?: string
  /** Cases kept back that the learner has met already: they are run with the others. */
  met?: readonly string[]
  /** Told of each case when it is done, with its run where there is one. */
  onCase?: (result: CaseResult, subject?: Subject) => void
}

/**
 * Grades a text. It does not reject for anything that the text says. Cases that are kept back are run when all others pass.
 *
 * @param exercise the exercise
 * @param text a definition, in YAML or JSON
 * @param options what else is known, and who is told of each case
 * @returns plain data; the same text gives the same, byte for byte
 */
export async function grade(exercise: Exercise, text: string, options: GradeOptions = {}): Promise<Grade> {
  const parsed = parseDefinition(text, options.file === undefined ? {} : { file: options.file })
  const type = exercise.cases[0]?.type ?? 'STANDARD'
  const { diagnostics, valid } = validate(parsed, { type })
  const refused = valid && parsed.definition ? undefined : refusal(diagnostics, parsed)
  const cases: CaseResult[] = []
  const run = async (item: ExerciseCase): Promise<void> => {
    const { result, subject } = await gradeCase(exercise, item, parsed, diagnostics, refused)
    cases.push(result)
    options.onCase?.(result, subject)
  }
  const late = (item: ExerciseCase) => item.keptBack !== undefined && !options.met?.includes(item.name)
  for (const item of exercise.cases.filter(item => !late(item))) await run(item)
  if (!refused && cases.every(passed)) {
    for (const item of exercise.cases.filter(late)) await run(item)
  }
  const solved = !refused && cases.every(passed)
  const first = solved ? undefined : firstOf(cases, refused)
  return { exercise: exercise.slug, solved, ...(refused ? { problem: refused } : {}), diagnostics, cases, ...(first ? { first } : {}) }
}

function passed({ problem, checks }: CaseResult): boolean {
  return !problem && checks.every(({ ok }) => ok)
}

/** With errors nothing can be created, and nothing runs. */
function refusal(diagnostics: readonly Diagnostic[], { definition }: ParsedDefinition): Problem {
  const errors = diagnostics.filter(({ severity }) => severity === 'ERROR')
  const count = errors.length === 1 ? '1 error keeps' : `${errors.length} errors keep`
  const at = errors[0] ? placeOf(errors[0]) : {}
  return { message: withMoment(`${count} it from being created. ${errors[0] ? sentenceOf(errors[0], definition) : ''}`, {}), at }
}

async function gradeCase(exercise: Exercise, item: ExerciseCase, parsed: ParsedDefinition, diagnostics: readonly Diagnostic[], refused: Problem | undefined): Promise<{ result: CaseResult, subject?: Subject }> {
  const named = { name: item.name, title: item.title, keptBack: item.keptBack !== undefined, ...(item.keptBack ? { kind: item.keptBack } : {}) }
  const text: TextSubject = { definition: parsed.definition ?? { StartAt: '', States: {} }, diagnostics }
  const place = (at: Moment): Moment => ({ case: item.name, ...placed(at, parsed) })
  let subject: Subject | undefined
  let problem: Problem | undefined
  if (!refused && !item.checks.every(({ asked }) => isOfText(asked))) {
    try {
      subject = await runExerciseCase(exercise, item, text)
      problem = unansweredCall(exercise, subject)
    }
    catch (thrown) {
      problem = thrown instanceof WorkLimitReached ? endedEarly(thrown) : { message: `The case could not be run: ${thrown instanceof Error ? thrown.message : String(thrown)}.`, at: {} }
    }
  }
  const checks: CheckResult[] = []
  for (const check of item.checks) {
    const ofText = isOfText(check.asked)
    if (ofText && parsed.definition)
      checks.push(resultOf(check, await findInText(check.asked, text), place))
    else if (subject)
      checks.push(resultOf(check, await findFirst(check.asked, subject), place))
    else
      checks.push({ name: check.name, say: check.say, ok: false, ran: false, message: `Not run: ${(refused ?? problem)!.message}` })
  }
  const result: CaseResult = { ...named, ...(problem ? { problem: { message: withMoment(problem.message, problem.at), at: place(problem.at) } } : {}), checks }
  return { result, ...(subject ? { subject } : {}) }
}

/** A run that was more work than it may be, and the moment at which it was ended. */
function endedEarly({ message, recording }: WorkLimitReached): Problem {
  return { message, at: recording ? endOf({ recording, at: 0 }) : {} }
}

function resultOf({ name, say }: CheckScript, finding: Finding | undefined, place: (at: Moment) => Moment): CheckResult {
  if (!finding)
    return { name, say, ok: true, ran: true, message: '' }
  const { expected, actual, message } = finding
  const at = place(finding.at)
  return { name, say, ok: false, ran: true, expected, actual, message: withMoment(message, finding.at.line === undefined ? at : {}), at }
}

/** A moment with its place in the learner's text: that of its state, where it names none. */
function placed(at: Moment, { definition, rangeOf }: ParsedDefinition): Moment {
  const path = at.state === undefined ? undefined : statePlaces(definition).get(at.state)
  const pointer = at.pointer ?? (path && pointerOf(path))
  const start = pointer === undefined ? undefined : rangeOf(pointer)?.start
  return { ...at, ...(pointer === undefined ? {} : { pointer }), ...(at.line === undefined && start ? { line: start.line, column: start.column } : {}) }
}

/** What is to be read first: the first case that fails, and in it the first check that does. */
function firstOf(cases: readonly CaseResult[], refused: Problem | undefined): Grade['first'] {
  for (const { name, problem, checks } of cases) {
    const check = checks.find(({ ok, ran }) => !ok && ran)
    if (!refused && problem)
      return { case: name, ...(check ? { check: check.name } : {}), message: problem.message, at: problem.at }
    if (check)
      return { case: name, check: check.name, message: check.message, at: check.at! }
  }
  return refused && { case: cases[0]?.name ?? '', ...refused }
}
