/** From a definition to a state machine that is ready to run. */

import { machineTypeProblem } from '../definition/machine-type.ts'
import { withNumbersFilledIn } from '../definition/substitutions.ts'
import type { Branch, MachineType, QueryLanguage, State, StateMachineDefinition } from '../definition/types.ts'
import { QueryError } from '../query/index.ts'
import { quotedJson, type Json } from '../query/json.ts'
import { compileState } from './compile-state.ts'
import type { CompiledBranch, CompiledState, StateMachine } from '../execution/state.ts'
import { DefinitionError } from '../definition/definition-error.ts'

export interface PrepareOptions {
  /** Name of the state machine, part of its ARN. Default: `StateMachine`. */
  name?: string
  type?: MachineType
}

/**
 * Compiles a definition. Throws DefinitionError, naming the state, where it can't be run at all, and for a machine type that is none; for
 * AWS's full diagnostics call `validate` first.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
 */
export function prepare(definition: StateMachineDefinition, { name = 'StateMachine', type = 'STANDARD' }: PrepareOptions = {}): StateMachine {
  const problem = machineTypeProblem(type)
  if (problem !== undefined) throw new DefinitionError(problem, '')
  return {
    name,
    type,
    definition,
    branch: compileBranch(withNumbersFilledIn(definition), languageOf(definition?.QueryLanguage, 'JSONPath', ''), ''),
    timeoutSeconds: typeof definition.TimeoutSeconds === 'number' ? definition.TimeoutSeconds : undefined,
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

/** The language a QueryLanguage field names, or the one inherited. */
function languageOf(stated: unknown, inherited: QueryLanguage, pointer: string): QueryLanguage {
  if (stated === undefined) return inherited
  if (stated === 'JSONPath' || stated === 'JSONata') return stated
  throw new DefinitionError(`QueryLanguage is JSONPath or JSONata, not ${quotedJson(stated as Json)}.`, `${pointer}/QueryLanguage`)
}

function compileNamed(name: string, state: State, inherited: QueryLanguage, pointer: string): CompiledState {
  if (typeof state !== 'object' || state === null || Array.isArray(state)) throw new DefinitionError(`State '${name}' is no object.`, pointer)
  const language = languageOf(state.QueryLanguage, inherited, pointer)
  try {
    return compileState(state, {
      name,
      language,
      // The machine has a QueryLanguage and a state may have one: a branch or a processor has none.
      compileBranch: nested => compileBranch(nested as Branch, inherited, pointer),
    })
  }
  catch (thrown) {
    if (thrown instanceof DefinitionError) throw thrown
    // Only a definition that nobody has validated gets here: a list that is none, an object where a text belongs.
    const reason = thrown instanceof QueryError ? thrown.cause : thrown instanceof TypeError ? 'a field of it holds a value of the wrong type.' : String(thrown)
    throw new DefinitionError(`State '${name}' can't be run: ${reason}`, pointer)
  }
}
