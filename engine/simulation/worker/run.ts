import { parseDefinition } from '../../asl/definition/parse.ts'
import { validate } from '../../asl/definition/validate.ts'
import { plausibleObjects } from '../plausible-objects.ts'
import { plausibleTasks } from '../plausible-tasks.ts'
import { S3 } from '../services/s3.ts'
import { simulateIn } from '../simulate-in.ts'
import type { Answer, GuardedRequest } from './messages.ts'
import { tooLarge } from './recording-data.ts'

/**
 * Reads a definition, checks it and, where it has no errors, runs it. Never throws: what nobody foresaw is a problem of
 * kind WorkerFailed.
 */
export async function run({ text, file, simulation }: GuardedRequest): Promise<Answer> {
  const { automock, ...request } = simulation
  try {
    const parsed = parseDefinition(text, file === undefined ? {} : { file })
    const { valid, diagnostics } = validate(parsed, request.type === undefined ? {} : { type: request.type })
    if (!valid || parsed.definition === undefined) return { diagnostics }
    const world = automock ? { tasks: plausibleTasks, objects: plausibleObjects(new S3({ anyBucket: true })) } : {}
    const { meters, ...recording } = await simulateIn({ ...request, definition: parsed.definition, ...world })
    if (!tooLarge(recording)) return { diagnostics, recording }
    return {
      diagnostics,
      problem: { error: 'RecordingTooLarge', message: `The history of this run is too large to show: ${recording.events.length} events with more than 50 million characters.` },
    }
  }
  catch (thrown) {
    const message = `The definition could not be run: ${thrown instanceof Error ? thrown.message : String(thrown)}.`
    return { diagnostics: [], problem: { error: 'WorkerFailed', message } }
  }
}
