import type { Part } from './run.ts'
import { callLibrary, isPure } from './library.ts'
import { unsure } from './run.ts'
import { shortcutFor } from './shortcuts.ts'

/**
 * A call of one of `jsonata`'s functions, in the context it stands in, in the one given or in that of the running function's caller; undefined for those that are
 * not pure, or answer with a promise whatever they are asked. A workflow variable of the same name would be called
 * instead, and be no function.
 */
export function callPart(name: string, args: readonly Part[], given?: null, inCaller = false): Part | undefined {
  const shortcut = shortcutFor(name, args.length)
  if (!isPure(name) && !shortcut) return undefined
  return (context, run) => {
    if (run.scope.variables.get(name) !== undefined) throw unsure
    const values = args.map(arg => arg(context, run))
    const result = shortcut?.(values, run)
    if (result !== undefined) return result
    if (!isPure(name)) throw unsure
    return callLibrary(name, values, inCaller ? run.caller : given === undefined ? context : given, run)
  }
}
