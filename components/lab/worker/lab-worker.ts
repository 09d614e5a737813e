/**
 * Reads, checks, draws, runs and grades what somebody writes, beside the page, which goes on meanwhile and can end it. The page has two of
 * these, from one file: the one that looks is never kept waiting by the one that runs.
 */

import type { CaseResult, Grade } from '../../../engine/simulation/grading/grade-types.ts'
import type { Action } from '../../../engine/simulation/mocks/scripts.ts'
import type { Recording } from '../../../engine/simulation/recording/types.ts'
import type { Pattern } from '../../../engine/simulation/play/pattern.ts'
import type { GradeRequest, LabAnswer, LabNews, LabRequest, RunAnswer, RunRequest } from './messages.ts'
import type { Part } from './parts.ts'
import { lookAt } from '../../../engine/asl/editing/look.ts'
import { parseDefinition, validate } from '../../../engine/asl/index.ts'
import { patternOf } from '../../../engine/simulation/grading/run-exercise.ts'
import { wholeExercise } from '../../../engine/simulation/grading/whole-exercise.ts'
import { withMachine } from '../../../engine/simulation/play/pattern.ts'
import { recordCase } from '../../../engine/simulation/play/play-case.ts'
import { worldData } from '../../../engine/simulation/recording/recording-data.ts'
import { WorkLimitReached } from '../../../engine/simulation/run/work.ts'
import { deriveBeats } from '../../../engine/simulation/views/beats.ts'
import { type Meanwhile, serve } from '../../../engine/simulation/worker/serve.ts'
import { inParts } from './parts.ts'
import { setUpOf } from './set-up-of.ts'

async function run({ text, home, pattern, exercise, item, actions }: RunRequest, { news, working: onWork }: Meanwhile<LabNews>): Promise<RunAnswer> {
  const parsed = parseDefinition(text)
  const { diagnostics, valid } = validate(parsed, { type: item.type })
  if (!valid || !parsed.definition)
    return { kind: 'run', diagnostics, beats: [] }
  const own = await setUpOf(home)
  const whole: Pattern = exercise
    ? { ...patternOf(wholeExercise(exercise, own), parsed.definition), mocks: pattern.mocks }
    : withMachine({ ...pattern, ...own }, item.workflow, parsed.definition)
  try {
    if (item.runs) {
      const { playWorld } = await import('../../../engine/simulation/play/play-world.ts')
      const { world, beats } = await playWorld(whole, item, { actions, onWork })
      const data = worldData(world)
      const recordings = inParts(data.executions.map(({ recording }) => recording), news)
      return { kind: 'run', diagnostics, world: { ...data, executions: data.executions.map((one, index) => ({ ...one, recording: recordings[index]! })) }, worldBeats: beats, beats: [] }
    }
    // Nobody has thought of an answer to a task that was added; where nothing else is simulated it gets a plausible one.
    const otherwise = own.setUp || exercise ? {} : { tasks: (await import('../../../engine/simulation/mocks/plausible-tasks.ts')).plausibleTasks }
    const recording = await recordCase(whole, item, { actions: actions as Action[], onWork, ...otherwise })
    return { kind: 'run', diagnostics, ...shown(recording, news) }
  }
  catch (thrown) {
    if (!(thrown instanceof WorkLimitReached))
      throw thrown
    return { kind: 'run', diagnostics, ...shown(thrown.recording, news), problem: thrown.message }
  }
}

/** A run as it travels, as far as it came. */
function shown(recording: Recording | undefined, news: (part: Part) => void): Pick<RunAnswer, 'recording' | 'beats'> {
  if (!recording)
    return { beats: [] }
  const { meters, ...data } = recording
  return { recording: inParts([data], news)[0]!, beats: deriveBeats(recording) }
}

async function check({ text, home, exercise, met }: GradeRequest, onCase: (result: CaseResult) => void): Promise<Grade> {
  // Nobody checks before the page stands.
  const { grade } = await import('../../../engine/simulation/grading/grade.ts')
  return grade(wholeExercise(exercise, await setUpOf(home)), text, { met, onCase })
}

serve<LabRequest, LabAnswer, LabNews>(async (request, meanwhile) => {
  switch (request.kind) {
    case 'look': return { kind: 'look', look: lookAt(request.text, request.type) }
    case 'run': return run(request, meanwhile)
    case 'grade': return { kind: 'grade', grade: await check(request, result => meanwhile.news({ kind: 'case', result })) }
  }
})
