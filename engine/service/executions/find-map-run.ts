import type { MapRun } from '../../asl/index.ts'
import type { Account } from '../account/account.ts'
import { parseArn } from '../account/arns.ts'
import type { ExecutionRecord } from '../account/entities.ts'
import type { Found } from '../account/execution-store.ts'
import { Refusal } from '../refusal.ts'

/** A Map Run, with the execution whose it is and the one at the root of both. */
export interface FoundMapRun {
  run: MapRun
  executionArn: string
  machineArn: string
  root: ExecutionRecord
}

/** The Map Run whose child an execution is; undefined for one that was started. */
export function mapRunOf({ execution, root }: Found): MapRun | undefined {
  if (execution === root.execution) return undefined
  return runsUnder(root).find(({ run }) => [...run.children].some(child => (child as unknown) === execution))?.run
}

/**
 * @throws Refusal InvalidArn, ResourceNotFound
 */
export function findMapRun(account: Account, arn: string): FoundMapRun {
  const { parts: [name = ''] } = parseArn(arn, 'mapRun')
  const machine = account.machines.get(account.arn('stateMachine', name.split('/')[0]!))
  for (const root of machine?.executions.values() ?? []) {
    const found = runsUnder(root).find(({ run }) => run.arn === arn)
    if (found) return found
  }
  throw new Refusal('ResourceNotFound', `Resource not found: '${arn}'`, { resourceName: arn })
}

/** The Map Runs of an execution and of all its children. */
function runsUnder(root: ExecutionRecord): FoundMapRun[] {
  const found: FoundMapRun[] = []
  const look = (execution: { arn: string, machineArn: string, mapRuns?: readonly MapRun[] }): void => {
    for (const run of execution.mapRuns ?? []) {
      found.push({ run, executionArn: execution.arn, machineArn: execution.machineArn, root })
      for (const child of run.children) if (child) look(child)
    }
  }
  look(root.execution)
  return found
}
