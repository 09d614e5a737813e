import type { Account } from '../account/account.ts'
import { parseArn } from '../account/arns.ts'
import { Refusal } from '../refusal.ts'
import type { Found } from '../account/execution-store.ts'

/**
 * The execution of a Standard machine, or of a Map Run with Standard children, that an ARN names: of Express ones the API does not tell.
 *
 * @throws Refusal InvalidArn, ExecutionDoesNotExist
 */
export function findStandard(account: Account, arn: string): Found {
  parseArn(arn, 'execution')
  const found = account.executions.find(arn)
  if (!found) throw new Refusal('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`)
  return found
}
