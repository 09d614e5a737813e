/** The context object of a test: which fields it may have. */

import type { State } from '../definition/types.ts'
import { parseIntegration } from '../definition/integration.ts'
import type { Json, JsonObject } from '../query/json.ts'
import { isObject, jsonType } from '../query/json.ts'
import { refuse } from './request.ts'

type FieldType = 'string' | 'number' | 'any'

/** https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html, without Map. */
const fields: Readonly<Record<string, Readonly<Record<string, FieldType>>>> = {
  Execution: { Id: 'string', Input: 'any', Name: 'string', RoleArn: 'string', StartTime: 'string', RedriveCount: 'number', RedriveTime: 'string' },
  State: { EnteredTime: 'string', Name: 'string', RetryCount: 'number' },
  StateMachine: { Id: 'string', Name: 'string' },
  Task: { Token: 'string' },
}

/**
 * Parses and checks the context object of a request. Throws TestStateException.
 *
 * @param text the JSON text
 * @param state the state that is tested: only one that waits for its task has a Task in its context
 */
export function checkContext(text: string, state: State): JsonObject {
  let context: Json
  try {
    context = JSON.parse(text) as Json
  }
  catch {
    return invalid('Context object must be valid JSON')
  }
  if (!isObject(context)) return invalid('Context object must be a JSON object')
  for (const [name, part] of Object.entries(context)) checkPart(name, part)
  if (context.Task !== undefined && !waits(state)) invalid('Field \'Task\' is only allowed for a Task state that waits: .sync, .sync:2, .waitForTaskToken or an activity')
  return context
}

function waits(state: State): boolean {
  const integration = state.Type === 'Task' ? parseIntegration(state.Resource) : undefined
  return integration !== undefined && integration.pattern !== 'request-response'
}

function checkPart(name: string, part: Json): void {
  const allowed = Object.hasOwn(fields, name) ? fields[name]! : invalid(`Field '${name}' is not allowed`)
  if (!isObject(part)) invalid(`Field '${name}' must be an object`)
  for (const [key, value] of Object.entries(part)) {
    const type = Object.hasOwn(allowed, key) ? allowed[key]! : invalid(`Field '${key}' is not allowed`)
    if (type !== 'any' && jsonType(value) !== type) invalid(`Field '${key}' must be a ${type}`)
  }
}

function invalid(problem: string): never {
  return refuse(`Invalid Context object provided: ${problem}`)
}
