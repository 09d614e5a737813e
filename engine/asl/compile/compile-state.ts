/** From a state of the definition to one that runs. */

import { type Json, plainText } from '../query/json.ts'
import type { State } from '../definition/types.ts'
import { DefinitionError } from '../definition/definition-error.ts'
import { compileChoice } from '../states/choice.ts'
import { compileFail } from '../states/fail.ts'
import { compileMap } from '../states/map.ts'
import { compileParallel } from '../states/parallel.ts'
import { compilePass } from '../states/pass.ts'
import type { CompiledState } from '../execution/state.ts'
import type { CompileContext } from '../states/compile-context.ts'
import { compileSucceed } from '../states/succeed.ts'
import { compileTask } from '../states/task.ts'
import { compileWait } from '../states/wait.ts'

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
