/** From a state of the definition to one that runs. */

import type { State } from '../definition/types.ts'
import { type Json, plainText } from '../query/json.ts'
import { DefinitionError } from '../execution/definition-error.ts'
import { compileChoice } from './choice.ts'
import { compileFail } from './fail.ts'
import { compileMap } from './map.ts'
import { compileParallel } from './parallel.ts'
import { compilePass } from './pass.ts'
import type { CompileContext, CompiledState } from './state.ts'
import { compileSucceed } from './succeed.ts'
import { compileTask } from './task.ts'
import { compileWait } from './wait.ts'

/** Compiles one state, nested ones included. Throws QueryError or DefinitionError. */
export function compileState(state: State, context: CompileContext): CompiledState {
  switch (state?.Type) {
    case 'Pass': return compilePass(state, context)
    case 'Task': return compileTask(state, context)
    case 'Choice': return compileChoice(state, context)
    case 'Wait': return compileWait(state, context)
    case 'Succeed': return compileSucceed(state, context)
    case 'Fail': return compileFail(state, context)
    case 'Parallel': return compileParallel(state, context)
    case 'Map': return compileMap(state, context)
    default: throw new DefinitionError(`State '${context.name}' has the unknown Type '${plainText((state as { Type?: Json } | undefined)?.Type)}'.`, `/States/${context.name}/Type`)
  }
}
