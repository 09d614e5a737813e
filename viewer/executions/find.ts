import type { ExecutionItem, Status } from '../api/shapes.ts'

/** What the list is narrowed to. */
export interface Filter {
  status?: Status | undefined
  /** Any words; each has to stand in the name, the machine's or the ARN. */
  words?: string | undefined
}

/**
 * Those of a list that a filter lets through, the latest first.
 *
 * @param items in any order
 */
export function find(items: readonly ExecutionItem[], { status, words = '' }: Filter): ExecutionItem[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  return items
    .filter(item => (status === undefined || item.status === status) && wanted.every(word => item.executionArn.toLowerCase().includes(word)))
    .sort((a, b) => b.startDate - a.startDate || (a.executionArn < b.executionArn ? 1 : -1))
}

/** The machine of an execution's ARN: `arn:aws:states:REGION:ACCOUNT:execution:MACHINE:NAME`. */
export function machineOf(executionArn: string): string {
  const [head = '', ...rest] = executionArn.split(':execution:')
  return rest.length === 0 ? executionArn : `${head}:stateMachine:${rest.join(':execution:').split(/[:/]/)[0]}`
}
