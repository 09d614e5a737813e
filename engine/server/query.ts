/**
 * The few calls of STS and IAM that tools make on their way to Step Functions: who am I, and which roles are there. They speak the query protocol.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html
 */

import { randomUUID } from 'node:crypto'
import type { Reply } from './reply.ts'

const STS = 'https://sts.amazonaws.com/doc/2011-06-15/'
const IAM = 'https://iam.amazonaws.com/doc/2010-05-08/'

/** The role that the server gives its own machines; every other name is taken, too. */
export const ROLE_NAME = 'StepFunctionsRole'

/**
 * Answers a call.
 *
 * @param body as a form
 * @param account twelve digits
 */
export function answerQuery(body: string, account: string): Reply {
  const form = new URLSearchParams(body)
  switch (form.get('Action')) {
    case 'GetCallerIdentity': return xml(STS, 'GetCallerIdentity', `<Arn>arn:aws:iam::${account}:user/local</Arn><UserId>AIDALOCAL</UserId><Account>${account}</Account>`)
    case 'ListRoles': return xml(IAM, 'ListRoles', `<Roles><member>${role(account, ROLE_NAME)}</member></Roles><IsTruncated>false</IsTruncated>`)
    case 'GetRole': return xml(IAM, 'GetRole', `<Role>${role(account, form.get('RoleName') ?? ROLE_NAME)}</Role>`)
    default: {
      const message = `${form.get('Action') ?? 'This'} is none of the calls that are answered here.`
      return { status: 400, type: 'text/xml', error: 'InvalidAction', body: `<ErrorResponse><Error><Type>Sender</Type><Code>InvalidAction</Code><Message>${escaped(message)}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>` }
    }
  }
}

const TRUST = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' }] })

function role(account: string, name: string): string {
  return `<Path>/</Path><RoleName>${escaped(name)}</RoleName><RoleId>AROALOCAL</RoleId><Arn>arn:aws:iam::${account}:role/${escaped(name)}</Arn><CreateDate>2026-11-01T00:00:00Z</CreateDate><AssumeRolePolicyDocument>${encodeURIComponent(TRUST)}</AssumeRolePolicyDocument>`
}

function xml(namespace: string, action: string, result: string): Reply {
  return { status: 200, type: 'text/xml', body: `<${action}Response xmlns="${namespace}"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></${action}Response>` }
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`)
}
