import type { DrawnMachine } from '../../engine/asl/diagram/layout/index.ts'
import type { RunView } from '../../engine/simulation/views/run-view.ts'
import type { CaseResult } from '../../engine/simulation/grading/grade-types.ts'
import type { Subject } from '../../engine/simulation/grading/subject.ts'
import type { Recording } from '../../engine/simulation/recording/types.ts'
import { join } from 'node:path'
import { drawMachine } from '../../engine/asl/diagram/layout/index.ts'
import { formatDiagnostic, parseDefinition } from '../../engine/asl/index.ts'
import { readExerciseFolder } from '../../engine/cli/exercise-folder.ts'
import { grade } from '../../engine/simulation/grading/grade.ts'
import { pathOf } from '../../engine/simulation/play/expectations.ts'
import { viewRun } from '../../engine/simulation/views/run-view.ts'

/** What an exercise's slide shows; made when the deck is built, from the exercise's folder and runs of its start and its solution. */
export interface ExerciseSlide {
  slug: string
  title: string
  level: number
  minutes: number
  /** Markdown: paragraphs and one list. */
  task: string
  /** What the room hears at half time: of the check that the start fails first, what was found, and the first two hints. */
  half: { found: string, ask: string, pointer: string }
  solution: {
    /** The machine; left out where it is too tall to be read on a slide. */
    drawing?: DrawnMachine
    /** The states of the run in the order in which they were first entered, and how often each was. */
    path: { state: string, times: number, status: string }[]
    /** The title of the case whose run is drawn, and how that run ended. */
    title: string
    status: string
    view: Omit<RunView, 'states' | 'retries'> & { states: [string, string][], retries: [string, number][] }
    cases: number
    checks: number
    why: string
  }
}

/**
 * Makes the slide of an exercise.
 *
 * @param root the project's folder
 * @param slug the exercise
 * @throws Error where the exercise is not in order, its start fails nothing or its solution fails something
 */
export async function exerciseSlide(root: string, slug: string): Promise<ExerciseSlide> {
  const { exercise, diagnostics } = await readExerciseFolder(join(root, 'exercises'), slug)
  if (!exercise)
    throw new Error(diagnostics.map(formatDiagnostic).join('\n'))
  const { first } = await grade(exercise, exercise.start)
  const check = first?.check
  if (!check)
    throw new Error(`exercises/${slug}: the start fails no check`)
  const [ask = '', pointer = ''] = exercise.hints[check] ?? []
  const drawn = exercise.predict.case
  let subject: Subject | undefined
  const results: CaseResult[] = []
  const { solved } = await grade(exercise, exercise.solution, { onCase: (result, of) => {
    results.push(result)
    if (result.name === drawn)
      subject = of
  } })
  if (!solved || !subject)
    throw new Error(`exercises/${slug}: the solution does not solve it`)
  const drawing = drawMachine(parseDefinition(exercise.solution).definition!)
  const { states, retries, ...view } = viewRun(subject.recording, subject.recording.events.length)
  return {
    slug,
    title: exercise.title,
    level: exercise.level,
    minutes: exercise.minutes,
    task: exercise.task,
    half: { found: withoutMoment(first.message), ask, pointer: pointer.trim() },
    solution: {
      ...(drawing.height <= TALLEST ? { drawing } : {}),
      path: pathThrough(subject.recording, states),
      title: exercise.cases.find(({ name }) => name === drawn)!.title,
      status: subject.recording.status,
      view: { ...view, states: [...states], retries: [...retries] },
      cases: results.length,
      checks: results.reduce((sum, { checks }) => sum + checks.length, 0),
      why: exercise.solved,
    },
  }
}

/** So tall a drawing may be, at 1:1, to be readable on a slide. */
const TALLEST = 540

/**
 * A sentence of a check without the moment that it ends with, which is for whoever has the run before them.
 *
 * @param message `Asked: 2 days. It took 9 days. · event 29, 9 d`
 */
export function withoutMoment(message: string): string {
  return message.replace(/ · [^·]*$/, '')
}

function pathThrough(recording: Recording, statuses: ReadonlyMap<string, string>): ExerciseSlide['solution']['path'] {
  const times = new Map<string, number>()
  for (const state of pathOf(recording))
    times.set(state, (times.get(state) ?? 0) + 1)
  return [...times].map(([state, count]) => ({ state, times: count, status: statuses.get(state) ?? 'succeeded' }))
}
