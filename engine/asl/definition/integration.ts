/**
 * What a Task's Resource names: the service, the action, and how long the state waits for it.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/integrate-services.html
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html
 */

export type IntegrationPattern = 'request-response' | 'sync' | 'sync:2' | 'waitForTaskToken'

export interface TaskIntegration {
  /** Which family of history events the task writes. */
  kind: 'task' | 'lambda' | 'activity'
  /** As history names it: `sqs`, `aws-sdk:dynamodb`; `lambda` and `activity` for the two kinds named by ARN. */
  resourceType: string
  /** As history names it: `sendMessage.waitForTaskToken`; the whole ARN for the two kinds named by ARN. */
  resource: string
  /** Service without the `aws-sdk:` mark: `dynamodb`. */
  service: string
  /** API action without its pattern: `sendMessage`. */
  action: string
  pattern: IntegrationPattern
  sdk: boolean
  /** Resource as the definition has it. */
  arn: string
}

const OPTIMIZED = /^arn:[^:]*:states:[^:]*:[^:]*:(aws-sdk:)?([^:]+):([^.]+)(\.sync:2|\.sync|\.waitForTaskToken)?$/

/** What a deployment fills in: `${FunctionArn}`, `arn:${AWS::Partition}:states:::sqs:sendMessage`. */
const SUBSTITUTION = /\$\{[^}]*\}/g

/**
 * Takes a Resource apart. Substitutions that a deployment would fill in are let stand; where one is all there is, it is taken for
 * the ARN of a function, as it nearly always is. Answers undefined when the text is no resource ARN that a Task can name.
 */
export function parseIntegration(resource: string): TaskIntegration | undefined {
  const parsed = parseArn(resource.replace(SUBSTITUTION, 'substituted'))
  return parsed && (parsed.kind === 'task' ? { ...parsed, arn: resource } : { ...parsed, resource, arn: resource })
}

function parseArn(arn: string): TaskIntegration | undefined {
  if (arn === 'substituted' || /^arn:[^:]*:lambda:/.test(arn)) {
    return { kind: 'lambda', resourceType: 'lambda', resource: arn, service: 'lambda', action: 'invoke', pattern: 'request-response', sdk: false, arn }
  }
  const parts = arn.split(':')
  if (parts[0] === 'arn' && parts[2] === 'states' && parts[5] === 'activity') {
    return { kind: 'activity', resourceType: 'activity', resource: arn, service: 'activity', action: parts.slice(6).join(':'), pattern: 'waitForTaskToken', sdk: false, arn }
  }
  const match = OPTIMIZED.exec(arn)
  if (!match) return undefined
  const [, sdk, service, action, suffix] = match as unknown as [string, string | undefined, string, string, string | undefined]
  return {
    kind: 'task',
    resourceType: (sdk ?? '') + service,
    resource: action + (suffix ?? ''),
    service,
    action,
    pattern: suffix ? suffix.slice(1) as IntegrationPattern : 'request-response',
    sdk: sdk !== undefined,
    arn,
  }
}
