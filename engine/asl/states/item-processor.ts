import type { ItemProcessor, MapState } from '../definition/types.ts'
import { DefinitionError } from '../definition/definition-error.ts'

/** ItemProcessor, or Iterator as it was called before December 2022. */
export function processorOf(state: MapState): ItemProcessor {
  const processor = state.ItemProcessor ?? state.Iterator
  if (!processor) throw new DefinitionError('A Map state needs an ItemProcessor.', '')
  return processor
}
