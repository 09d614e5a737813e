import type { Clock, Execution, ExecutionObserver, ExecutionOptions, Json, StateMachine, TaskTokens } from '../../asl/index.ts'
import type { Case } from '../cases/cases.ts'
import { launch, type Launched } from '../run/launch.ts'
import type { Pattern } from './pattern.ts'
import { prepare } from '../../asl/index.ts'
import { definitionOf } from './pattern.ts'
import { scriptOf } from './play-case.ts'
import { setUpWorld } from './set-up-world.ts'

/** The account that a case is played in. */
export interface CaseHost {
  /** The state machine as the account has it. */
  machine: StateMachine
  input: Json
  clock: Clock
  tokens: TaskTokens
  observing: (journal: ExecutionObserver) => ExecutionObserver
  options: Partial<ExecutionOptions>
  /** Told of executions that the case's machine starts in turn. */
  nested: (execution: Execution) => void
}

/** A case that an account can play. */
export interface PlayableCase {
  input: Json
  /** @throws MockFileError, StartRefused */
  launch: (host: CaseHost) => Launched
}

/**
 * The cases of a workflow as an account plays them: each execution with services, answers, actions and a seed of its own, as on the slide.
 * Cases of many executions are left out: an execution is started alone.
 *
 * @param pattern the workflows, their mocks and their cases
 * @param stem the workflow
 */
export function playableCases(pattern: Pattern, stem: string): Map<string, PlayableCase> {
  const own = pattern.cases.cases.filter(({ workflow, runs }) => workflow === stem && !runs)
  return new Map(own.map(item => [item.name, { input: item.input, launch: host => launchCase(pattern, item, host) }]))
}

function launchCase(pattern: Pattern, item: Case, { machine, input, clock, tokens, observing, options, nested }: CaseHost): Launched {
  const { world } = setUpWorld(pattern, item, clock, { tokens, hooksFor: (_, tasks) => ({ tasks, observer: {}, attach: nested }) })
  const played = item.omit.length === 0 ? machine : prepare(definitionOf(pattern, item), { name: machine.name, type: machine.type })
  return launch(played, { ...scriptOf(pattern, item), input }, { clock, world, observing, options })
}
