/** ARNs of Step Functions, taken apart and put together. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html */

import { Refusal } from '../refusal.ts'

export type ResourceType = 'stateMachine' | 'activity' | 'execution' | 'express' | 'mapRun'

/** An ARN that a request names. */
export interface ParsedArn {
  arn: string
  type: ResourceType
  /** What comes after the type, between colons: for an execution the machine's name and its own. */
  parts: readonly string[]
}

const STATES = /^arn:[^:]+:states:[^:]*:[^:]*:([^:]+):(.+)$/s

/**
 * Takes an ARN apart.
 *
 * @param arn what a request says
 * @param types what it may name here
 * @throws Refusal InvalidArn, in the service's words
 */
export function parseArn(arn: string, ...types: readonly ResourceType[]): ParsedArn {
  const [, type, rest] = STATES.exec(arn) ?? []
  if (type === undefined || rest === undefined) throw invalidArn(`Invalid ARN prefix: ${arn}`)
  if (!types.includes(type as ResourceType)) throw invalidArn(`Resource type not valid in this context: ${type}`)
  return { arn, type: type as ResourceType, parts: rest.split(':') }
}

export function invalidArn(reason: string): Refusal {
  return new Refusal('InvalidArn', `Invalid Arn: '${reason}'`)
}

const ROLE = /^arn:[^:]+:iam::\d{12}:role\/./

/** @throws Refusal InvalidArn where a text is no role's ARN */
export function checkRole(arn: string): void {
  if (!ROLE.test(arn)) throw new Refusal('InvalidArn', `Invalid Role Arn: '${arn}'`)
}
