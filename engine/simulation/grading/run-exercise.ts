/** Runs a case of an exercise with a learner's state machine. */

import type { StateMachineDefinition } from '../../asl/index.ts'
import type { MockResolver } from '../mocks/mock-resolver.ts'
import type { Pattern } from '../play/pattern.ts'
import type { WorkLimits } from '../run/work.ts'
import type { Exercise, ExerciseCase } from './exercise.ts'
import type { Subject, TextSubject } from './subject.ts'
import { isObject, parseIntegration, statesByName, substitute } from '../../asl/index.ts'
import { substitutionsFor } from '../cases/cases.ts'
import { calledBy, calledName } from '../mocks/called-name.ts'
import { recordCase } from '../play/play-case.ts'

/** A Standard execution may fill its history; what no history limit ends is ended by these, in a second or so. */
const LIMITS: WorkLimits = { events: 25_000, allEvents: 100_000, bytes: 20_000_000, steps: 200_000, turns: 200_000 }

/**
 * Runs a case.
 *
 * @param exercise whose case it is
 * @param item the case
 * @param text the learner's definition, which has no errors, and what was said about it
 * @returns what checks look at
 * @throws WorkLimitReached when it is more work than a page bears
 */
export async function runExerciseCase(exercise: Exercise, item: ExerciseCase, text: TextSubject): Promise<Subject> {
  const pattern = patternOf(exercise, text.definition)
  const { ledger: accounts, gauges: titles } = exercise.file
  if (!item.runs) {
    const recording = await recordCase(pattern, item, { limits: LIMITS })
    return { ...text, runs: [{ recording, at: 0 }], recording, gauges: recording.gauges, elapsed: recording.elapsed, accounts, titles }
  }
  const { playWorld } = await import('../play/play-world.ts')
  const { world } = await playWorld(pattern, item, { limits: LIMITS })
  const runs = world.executions.map(({ recording, at, index }) => ({ recording, at, execution: index }))
  return { ...text, runs, recording: runs[0]!.recording, world, gauges: world.gauges, elapsed: world.elapsed, accounts, titles }
}

/**
 * The exercise as a pattern whose workflow is the learner's, for whatever shows or runs patterns.
 *
 * @param exercise the exercise
 * @param definition the learner's
 */
export function patternOf(exercise: Exercise, definition: StateMachineDefinition): Pattern {
  const { file, mocks, setUp } = exercise
  return { definition, workflows: { workflow: definition }, mocks, cases: file, mockResolver: resolverFor(exercise), ...(setUp ? { setUp } : {}) }
}

/** A call that the start or the solution makes. */
interface KnownCall {
  /** What is called; see `calledName`. */
  name: string
  /** `ecs:runTask`. */
  action: string
  state: string
}

function knownCalls({ named, file }: Exercise): KnownCall[] {
  return named.flatMap((machine) => {
    const definition = substitute(machine, substitutionsFor(file, 'workflow'))
    return [...statesByName(definition)].flatMap(([name, state]) => {
      const integration = state.Type === 'Task' ? parseIntegration(state.Resource as string) : undefined
      if (!integration)
        return []
      const { resourceType, resource, service, action } = integration
      return [{ name: calledName(resourceType, resource, state.Arguments ?? state.Parameters), action: `${service}:${action}`, state: name }]
    })
  })
}

/** Everything that the start and the solution call, by the names that checks may use: functions, topics, queues, actions. */
export function callsIn(exercise: Exercise): string[] {
  return [...new Set(knownCalls(exercise).flatMap(({ name, action }) => [name, action]))]
}

/**
 * How a learner's tasks find their answers in mocks.json. The learner may call a state as they like, and call a function by its ARN: what
 * counts is the function, the topic, the queue or the action.
 */
function resolverFor(exercise: Exercise): MockResolver {
  const names = new Map(knownCalls(exercise).map(({ name, state }) => [name, state]))
  return {
    nameOf: request => names.get(calledBy(request)) ?? request.state,
    resultFor: ({ integration }, result) => integration.kind === 'lambda' && isObject(result) && result.Payload !== undefined ? result.Payload : result,
  }
}
