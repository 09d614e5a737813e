import { isObject, type Json, type JsonObject } from '../../query/json.ts'
import type { Note } from './advised-state.ts'
import type { ExecutionInput } from './execution-input.ts'

/** Fields of a request that say where it goes, or on whose behalf. */
const ADDRESSES = new Set(['QueueUrl', 'TopicArn', 'TargetArn', 'StateMachineArn', 'FunctionName', 'TableName', 'EventBusName', 'ApiEndpoint', 'ConnectionArn'])

/** Fields that hold what is sent: a name in there is data. */
const DATA = new Set(['MessageBody', 'Message', 'Payload', 'Input', 'RequestBody', 'Item', 'Detail'])

/**
 * Advice on a Task whose address or role its caller may choose: the execution has permissions that the caller need not have.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function adviseOnAddresses(state: JsonObject, input: ExecutionInput, note: Note): void {
  const look = (value: Json | undefined, steps: (string | number)[]): void => {
    if (Array.isArray(value)) value.forEach((item, index) => look(item, [...steps, index]))
    if (!isObject(value)) return
    for (const [field, member] of Object.entries(value)) {
      const name = field.replace(/\.\$$/, '')
      if (DATA.has(name)) continue
      if (ADDRESSES.has(name) && input.isSource(state, field, member)) {
        note('ADDRESS_FROM_INPUT', `Whoever may start the execution chooses this ${name}, and the execution’s role goes there. Let the deployment fill it in, as in \${${name}}, or look it up among those you mean.`, ...steps, field)
      } else look(member, [...steps, field])
    }
  }
  for (const field of ['Arguments', 'Parameters']) look(state[field], [field])
  for (const [field, role] of Object.entries(isObject(state.Credentials) ? state.Credentials : {})) {
    if (input.isSource(state, field, role, true)) note('ADDRESS_FROM_INPUT', 'Whoever may start the execution chooses the role that this Task takes on. Look it up among those you mean, and allow sts:AssumeRole for no other.', 'Credentials', field)
  }
}
