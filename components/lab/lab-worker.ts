/**
 * Reads, checks, draws, runs and grades what somebody writes, beside the page, which goes on meanwhile and can end it. The page has two of
 * these, from one file: the one that looks is never kept waiting by the one that runs.
 */

import type { Case } from '../../engine/simulation/cases/cases.ts'
import type { CaseResult, Grade } from '../../engine/simulation/grading/grade-types.ts'
import type { Recording } from '../../engine/simulation/recording/types.ts'
import type { SetUp } from '../../engine/simulation/play/set-up.ts'
import type { Pattern } from '../../engine/simulation/play/pattern.ts'
import type { GradeRequest, Home, LabAnswer, LabNews, LabRequest, RunAnswer, RunRequest } from './messages.ts'
import { lookAt } from '../../engine/asl/editing/look.ts'
import { parseDefinition, validate } from '../../engine/asl/index.ts'
import { patternOf } from '../../engine/simulation/grading/run-exercise.ts'
import { recordCase } from '../../engine/simulation/play/play-case.ts'
import { WorkLimitReached } from '../../engine/simulation/run/work.ts'
import { deriveBeats } from '../../engine/simulation/views/beats.ts'
import { serve } from '../../engine/simulation/worker/serve.ts'

const handlers = import.meta.glob<{ setUp: SetUp }>(['../../snippets/*/handlers.ts', '../../exercises/*/handlers.ts'])

const setUpOf = async ({ folder, name }: Home): Promise<{ setUp?: SetUp }> => {
  const load = handlers[`../../${folder}/${name}/handlers.ts`]
  return load ? { setUp: (await load()).setUp } : {}
}

async function run({ text, home, pattern, exercise, item, actions, execution }: RunRequest, onWork: () => void): Promise<RunAnswer> {
  const parsed = parseDefinition(text)
  const { diagnostics, valid } = validate(parsed, { type: item.type })
  if (!valid || !parsed.definition)
    return { kind: 'run', diagnostics, beats: [] }
  const own = await setUpOf(home)
  const workflows = { ...pattern.workflows, [item.workflow]: parsed.definition }
  const whole: Pattern = exercise
    ? { ...patternOf({ ...exercise, ...own }, parsed.definition), mocks: pattern.mocks }
    : { ...pattern, definition: workflows.workflow!, workflows, ...own }
  try {
    // Nobody has thought of an answer to a task that was added; where nothing else is simulated it gets a plausible one.
    const otherwise = own.setUp || exercise ? {} : { tasks: (await import('../../engine/simulation/mocks/plausible-tasks.ts')).plausibleTasks }
    const run = item.runs ? oneOfMany(whole, item, execution, onWork) : recordCase(whole, item, { actions, onWork, ...otherwise })
    return { kind: 'run', diagnostics, ...shown(await run) }
  }
  catch (thrown) {
    if (!(thrown instanceof WorkLimitReached))
      throw thrown
    return { kind: 'run', diagnostics, ...shown(thrown.recording), problem: thrown.message }
  }
}

/** A run as it travels, as far as it came. */
function shown(recording: Recording | undefined): Pick<RunAnswer, 'recording' | 'beats'> {
  if (!recording)
    return { beats: [] }
  const { meters, ...data } = recording
  return { recording: data, beats: deriveBeats(recording) }
}

async function oneOfMany(pattern: Pattern, item: Case, execution: number, onWork: () => void): Promise<Recording> {
  const { playWorld } = await import('../../engine/simulation/play/play-world.ts')
  const { world } = await playWorld(pattern, item, { onWork })
  return (world.executions[execution] ?? world.executions[0]!).recording
}

async function check({ text, home, exercise, met }: GradeRequest, onCase: (result: CaseResult) => void): Promise<Grade> {
  // Nobody checks before the page stands.
  const { grade } = await import('../../engine/simulation/grading/grade.ts')
  return grade({ ...exercise, ...await setUpOf(home) }, text, { met, onCase })
}

serve<LabRequest, LabAnswer, LabNews>(async (request, { news, working }) => {
  switch (request.kind) {
    case 'look': return { kind: 'look', look: lookAt(request.text, request.type) }
    case 'run': return run(request, working)
    case 'grade': return { kind: 'grade', grade: await check(request, news) }
  }
})
