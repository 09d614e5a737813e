/** A state machine ready to run: compiled once, executed any number of times. */

import type { Branch, MachineType, QueryLanguage, State, StateMachineDefinition } from '../definition/types.ts'
import { QueryError } from '../query/index.ts'
import { compileState } from '../states/compile.ts'
import type { CompiledBranch, CompiledState } from '../states/state.ts'
import { DefinitionError } from './definition-error.ts'

export interface StateMachine {
  readonly name: string
  readonly type: MachineType
  readonly definition: StateMachineDefinition
  readonly branch: CompiledBranch
  readonly timeoutSeconds: number | undefined
}

export interface PrepareOptions {
  /** Name of the state machine, part of its ARN. Default: `StateMachine`. */
  name?: string
  type?: MachineType
}

/**
 * Compiles a definition. Throws DefinitionError, naming the state, where it can't be run at all; for AWS's full diagnostics
 * call `validate` first.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
 */
export function prepare(definition: StateMachineDefinition, options: PrepareOptions = {}): StateMachine {
  return {
    name: options.name ?? 'StateMachine',
    type: options.type ?? 'STANDARD',
    definition,
    branch: compileBranch(definition, definition.QueryLanguage ?? 'JSONPath', ''),
    timeoutSeconds: definition.TimeoutSeconds,
  }
}

function compileBranch(branch: Branch, language: QueryLanguage, pointer: string): CompiledBranch {
  if (typeof branch?.States !== 'object' || branch.States === null || typeof branch.StartAt !== 'string') {
    throw new DefinitionError('A state machine, a branch or an item processor needs StartAt and States.', pointer)
  }
  const states = new Map<string, CompiledState>()
  for (const [name, state] of Object.entries(branch.States)) states.set(name, compileNamed(name, state, language, `${pointer}/States/${name}`))
  if (!states.has(branch.StartAt)) throw new DefinitionError(`StartAt names '${branch.StartAt}', which is no state here.`, `${pointer}/StartAt`)
  return { startAt: branch.StartAt, states }
}

function compileNamed(name: string, state: State, inherited: QueryLanguage, pointer: string): CompiledState {
  const language = state?.QueryLanguage ?? inherited
  try {
    return compileState(state, {
      name,
      language,
      compileBranch: (nested, nestedLanguage = inherited) => compileBranch(nested as Branch, nestedLanguage, pointer),
    })
  }
  catch (thrown) {
    if (thrown instanceof DefinitionError) throw thrown
    const reason = thrown instanceof QueryError ? thrown.cause : thrown instanceof Error ? thrown.message : String(thrown)
    throw new DefinitionError(`State '${name}' can't be run: ${reason}`, pointer)
  }
}
