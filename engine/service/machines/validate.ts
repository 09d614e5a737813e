/** ValidateStateMachineDefinition. https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html */

import type { JsonObject, MachineType } from '../../asl/index.ts'
import type { Account } from '../account/account.ts'
import { judge } from './definition.ts'

interface ValidateRequest {
  definition: string
  type?: MachineType
  /** The least that is told: ERROR unless it is WARNING. */
  severity?: string
  maxResults?: number
}

const MOST_DIAGNOSTICS = 100

export function validateStateMachineDefinition(_account: Account, { definition, type = 'STANDARD', severity = 'ERROR', maxResults = 0 }: ValidateRequest): JsonObject {
  const { result, diagnostics } = judge(definition, type)
  const told = diagnostics.filter(found => severity === 'WARNING' || found.severity === 'ERROR')
  const most = maxResults === 0 ? MOST_DIAGNOSTICS : maxResults
  return {
    result,
    diagnostics: told.slice(0, most).map(({ severity, code, message, location }) => ({ severity, code, message: code === 'INVALID_JSON_DESCRIPTION' && location?.startsWith('[Source') ? `${message}\n at ${location}` : message, ...(location === undefined ? {} : { location }) })),
    truncated: told.length > most,
  }
}
