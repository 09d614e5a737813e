import type { LocalFunction } from './local-functions.ts'
import type { Part, Run } from './run.ts'
import { unsure } from './run.ts'

/** Local variables in sight and their places in a run's `locals`; functions that are only called have none. */
export type Locals = ReadonlyMap<string, number | LocalFunction>

/** Reads a variable: a local one, `$` (the context), `$$` (nothing, at the top), `$states`, a workflow variable. Undefined for a function. */
export function variablePart(name: string, locals: Locals): Part | undefined {
  const place = locals.get(name)
  if (typeof place === 'object') return undefined
  if (place !== undefined) return (_context, run) => run.locals[place]
  if (name === '') return contextOf
  if (name === '$') return () => undefined
  return name === 'states' ? (_context, run) => run.allStates : (_context, run) => workflowVariable(name, run)
}

/** A variable that is not there may be a function's name. */
function workflowVariable(name: string, run: Run): unknown {
  const value = run.scope.variables.get(name)
  if (value === undefined) throw unsure
  return value
}

function contextOf(context: unknown): unknown {
  const { outerWrapper } = (context ?? {}) as { outerWrapper?: unknown }
  return outerWrapper ? (context as Record<number, unknown>)[0] : context
}

/** Reads a field of `$states` without making all of it; undefined for a name that is none of its fields. */
export function statesFieldPart(field: string): Part | undefined {
  switch (field) {
    case 'input': return (_context, { scope }) => scope.input
    case 'context': return (_context, { scope }) => scope.context
    case 'result': return (_context, { scope }) => scope.result
    case 'errorOutput': return (_context, { scope }) => scope.errorOutput
    default: return undefined
  }
}
