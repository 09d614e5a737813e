/**
 * Reads, checks, draws, runs and grades what somebody writes, beside the page, which goes on meanwhile and can end it. The page has two of
 * these, from one file: the one that looks is never kept waiting by the one that runs.
 */

import type { CaseResult, Grade } from '../../engine/simulation/grading/grade-types.ts'
import type { Action } from '../../engine/simulation/mocks/scripts.ts'
import type { Furnish } from '../../engine/simulation/rehearsal/furnish.ts'
import type { Pattern } from '../../engine/simulation/rehearsal/pattern.ts'
import type { FromWorker, GradeRequest, Home, RunAnswer, RunRequest, Told, ToWorker } from './messages.ts'
import type { Part } from './parts.ts'
import { lookAt } from '../../engine/asl/editing/look.ts'
import { parseDefinition, validate } from '../../engine/asl/index.ts'
import { grade } from '../../engine/simulation/grading/grade.ts'
import { patternOf } from '../../engine/simulation/grading/run-exercise.ts'
import { plausibleTasks } from '../../engine/simulation/mocks/plausible-tasks.ts'
import { worldData } from '../../engine/simulation/recording/recording-data.ts'
import { recordCase } from '../../engine/simulation/rehearsal/rehearse.ts'
import { PAGE_LIMITS, WorkLimitReached } from '../../engine/simulation/run/work.ts'
import { deriveBeats } from '../../engine/simulation/views/beats.ts'
import { inParts } from './parts.ts'

const handlers = import.meta.glob<{ furnish: Furnish }>(['../../snippets/*/handlers.ts', '../../exercises/*/handlers.ts'])

const furnishOf = async ({ folder, name }: Home): Promise<{ furnish?: Furnish }> => {
  const load = handlers[`../../${folder}/${name}/handlers.ts`]
  return load ? { furnish: (await load()).furnish } : {}
}

async function run({ text, home, pattern, exercise, item, actions }: RunRequest, onPart: (part: Part) => void): Promise<RunAnswer> {
  const parsed = parseDefinition(text)
  const { diagnostics, valid } = validate(parsed, { type: item.type })
  if (!valid || !parsed.definition)
    return { kind: 'run', diagnostics, beats: [] }
  const furnished = await furnishOf(home)
  const workflows = { ...pattern.workflows, [item.workflow]: parsed.definition }
  const whole: Pattern = exercise
    ? { ...patternOf({ ...exercise, ...furnished }, parsed.definition), mocks: pattern.mocks }
    : { ...pattern, definition: workflows.workflow!, workflows, ...furnished }
  try {
    if (item.runs) {
      const { rehearseWorld } = await import('../../engine/simulation/rehearsal/rehearse-world.ts')
      const { world, beats } = await rehearseWorld(whole, item, { actions, limits: PAGE_LIMITS })
      const data = worldData(world)
      const recordings = inParts(data.executions.map(({ recording }) => recording), onPart)
      return { kind: 'run', diagnostics, world: { ...data, executions: data.executions.map((one, index) => ({ ...one, recording: recordings[index]! })) }, worldBeats: beats, beats: [] }
    }
    // Nobody has thought of an answer to a task that was added; where nothing else is simulated it gets a plausible one.
    const otherwise = furnished.furnish || exercise ? {} : { tasks: plausibleTasks }
    const { meters, ...recording } = await recordCase(whole, item, { actions: actions as Action[], limits: PAGE_LIMITS, ...otherwise })
    const beats = deriveBeats({ ...recording, meters })
    return { kind: 'run', diagnostics, recording: inParts([recording], onPart)[0]!, beats }
  }
  catch (thrown) {
    if (!(thrown instanceof WorkLimitReached))
      throw thrown
    return { kind: 'run', diagnostics, beats: [], problem: thrown.message }
  }
}

async function check({ text, home, exercise, met }: GradeRequest, onCase: (result: CaseResult) => void): Promise<Grade> {
  return grade({ ...exercise, ...await furnishOf(home) }, text, { met, onCase })
}

async function answer(request: ToWorker, tell: (message: Told) => void): Promise<Told> {
  switch (request.kind) {
    case 'look': return { kind: 'look', look: lookAt(request.text, request.type) }
    case 'run': return run(request, tell)
    case 'grade': return { kind: 'grade', grade: await check(request, result => tell({ kind: 'case', result })) }
  }
}

addEventListener('message', async ({ data }: MessageEvent<ToWorker>) => {
  const { number } = data
  const tell = (message: Told) => postMessage({ number, ...message } satisfies FromWorker)
  tell({ kind: 'begun' })
  try {
    tell(await answer(data, tell))
  }
  catch (thrown) {
    tell({ kind: 'broken', message: thrown instanceof Error ? thrown.message : String(thrown) })
  }
})
