import { parseIntegration } from '../integration.ts'
import { isObject, type JsonObject } from '../../query/json.ts'
import type { Note } from './advised-state.ts'

/** Fields that end a Task, or let it live. */
const LIMITS = ['TimeoutSeconds', 'TimeoutSecondsPath', 'HeartbeatSeconds', 'HeartbeatSecondsPath']

/**
 * Advice on the Tasks of one scope that only their service ends: once for all of them, at the first. Those that wait for a job or a token are
 * told by themselves.
 */
export function adviseOnTimeouts(states: JsonObject, note: Note): void {
  const endless = Object.entries(states).filter(([, state]) => isObject(state) && state.Type === 'Task' && typeof state.Resource === 'string'
    && parseIntegration(state.Resource)?.pattern === 'request-response' && LIMITS.every((field) => state[field] === undefined)).map(([name]) => name)
  if (endless.length === 0) return
  const named = endless.slice(0, 3).join(', ')
  const more = endless.length > 3 ? ` and ${endless.length - 3} more` : ''
  note('TASK_WITHOUT_TIMEOUT', `Without TimeoutSeconds a Task waits for 99,999,999 seconds: ${named}${more}. Let each end a little after its function or service would.`, 'States', endless[0]!)
}
