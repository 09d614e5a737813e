import type { MapState } from '../definition/types.ts'
import type { CompileContext, CompiledState } from './state.ts'
import { DefinitionError } from '../execution/definition-error.ts'

export function compileMap(state: MapState, { name }: CompileContext): CompiledState {
  throw new DefinitionError(`State '${name}' of Type '${state.Type}' can't be run.`, `/States/${name}`)
}
