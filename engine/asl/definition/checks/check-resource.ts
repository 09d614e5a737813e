import { parseIntegration } from '../integration.ts'
import { isObject, type JsonObject } from '../../query/json.ts'
import { hasAction, hasPattern } from '../integration-table.ts'
import type { Place, Report } from './report.ts'
import { isPlaceholder } from '../substitutions.ts'
import type { MachineType, QueryLanguage } from '../types.ts'

/**
 * What a Task calls: a resource that exists, and that the kind of workflow can wait for.
 *
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-resource-names.html
 * https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html
 */
export function checkTask(state: JsonObject, language: QueryLanguage, type: MachineType, place: Place, report: Report): void {
  checkCredentials(state, language, place, report)
  const resource = state.Resource
  if (typeof resource !== 'string' || isPlaceholder(resource)) return
  const at = [...place, 'Resource']
  const integration = parseIntegration(resource)
  if (!resource.startsWith('arn:')) return report.schema('Value is not a valid resource ARN', at)
  if (integration?.kind === 'task' && !integration.sdk && (hasAction(integration.service, integration.action) === false || !hasPattern(integration.service, integration.pattern))) {
    report.schema(`The resource provided ${resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`, at)
  }
  if (type !== 'EXPRESS' || integration === undefined) return
  if (integration.kind === 'activity') report.schema('Express state machine does not support Activity ARN', at)
  // The service's own words: one of the two ends with a space.
  else if (integration.pattern === 'waitForTaskToken') report.schema('Express state machine does not support \'.waitForTaskToken\' service integration ', at)
  else if (integration.pattern !== 'request-response') report.schema(`Express state machine does not support '.${integration.pattern}' service integration`, at)
}

function checkCredentials(state: JsonObject, language: QueryLanguage, place: Place, report: Report): void {
  const credentials = state.Credentials
  if (!isObject(credentials)) return
  const given = credentials.RoleArn !== undefined || (language === 'JSONPath' && credentials['RoleArn.$'] !== undefined)
  if (!given) report.schema("The field 'RoleArn' is required but was missing", [...place, 'Credentials'])
}
