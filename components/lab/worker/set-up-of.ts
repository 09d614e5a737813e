import type { SetUp } from '../../../engine/simulation/play/set-up.ts'
import type { Home } from './messages.ts'

const handlers = import.meta.glob<{ setUp: SetUp }>(['../../../snippets/*/handlers.ts', '../../../exercises/*/handlers.ts'])

/** What handlers.ts of a pattern or an exercise puts into the simulated account; for workers. */
export const setUpOf = async ({ folder, name }: Home): Promise<{ setUp?: SetUp }> => {
  const load = handlers[`../../../${folder}/${name}/handlers.ts`]
  return load ? { setUp: (await load()).setUp } : {}
}
