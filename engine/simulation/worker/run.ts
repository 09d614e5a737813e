import type { Diagnostic } from '../../asl/definition/source/diagnostic.ts'
import { parseDefinition } from '../../asl/definition/source/parse.ts'
import { validate } from '../../asl/definition/validate.ts'
import { plausibleObjects } from '../mocks/plausible-objects.ts'
import { plausibleTasks } from '../mocks/plausible-tasks.ts'
import { S3 } from '../account/services/s3.ts'
import { simulateIn } from '../run/simulate-in.ts'
import { PAGE_LIMITS, WorkLimitReached } from '../run/work.ts'
import type { Answer, GuardedProblem, GuardedRequest } from './messages.ts'

/**
 * Reads a definition, checks it and, where it has no errors, runs it. Never throws: what nobody foresaw is a problem of
 * kind WorkerFailed.
 *
 * @param onWork told again and again while work is done
 */
export async function run({ text, file, simulation, limits }: GuardedRequest, onWork?: () => void): Promise<Answer> {
  const { automock, ...request } = simulation
  let diagnostics: Diagnostic[] = []
  try {
    const parsed = parseDefinition(text, file === undefined ? {} : { file })
    const checked = validate(parsed, request.type === undefined ? {} : { type: request.type })
    diagnostics = checked.diagnostics
    if (!checked.valid || parsed.definition === undefined) return { diagnostics }
    const world = automock ? { tasks: plausibleTasks, objects: plausibleObjects(new S3({ anyBucket: true })) } : {}
    const { meters, ...recording } = await simulateIn({ ...request, definition: parsed.definition, ...world }, undefined, { ...PAGE_LIMITS, ...limits }, onWork)
    return { diagnostics, recording }
  }
  catch (thrown) {
    if (thrown instanceof WorkLimitReached) return { diagnostics, problem: problemOf(thrown) }
    const message = `The definition could not be run: ${thrown instanceof Error ? thrown.message : String(thrown)}.`
    return { diagnostics: [], problem: { error: 'WorkerFailed', message } }
  }
}

function problemOf({ limit, message }: WorkLimitReached): GuardedProblem {
  const tooLarge = limit === 'events' || limit === 'bytes'
  return tooLarge ? { error: 'RecordingTooLarge', message: `${message} More is too large to show.` } : { error: 'RunTookTooLong', message }
}
