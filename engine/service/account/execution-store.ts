import type { ExecutionCore } from '../../asl/index.ts'
import type { ExecutionRecord } from './entities.ts'

/** Closed executions can be seen for 90 days, and their names are taken for as long. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
export const KEPT_MS = 90 * 86_400_000

/** An execution that can be named: one that was started, or the child of a Map Run, with the one that was started at its root. */
export interface Found {
  execution: ExecutionCore
  root: ExecutionRecord
}

/** The executions of an account: those that run, and as many of those that have ended as are kept. */
export class ExecutionStore {
  private readonly byArn = new Map<string, Found>()
  private readonly children = new Map<ExecutionRecord, string[]>()
  private readonly ended = new Set<ExecutionRecord>()
  private readonly now: () => number
  private readonly keep: number
  private sequence = 0

  constructor(now: () => number, keep: number) {
    this.now = now
    this.keep = keep
  }

  nextSequence(): number {
    return ++this.sequence
  }

  add(record: ExecutionRecord): void {
    this.byArn.set(record.execution.arn, { execution: record.execution, root: record })
    record.machine.executions.set(record.sequence, record)
    record.machine.running++
    if (record.execution.type === 'STANDARD') record.machine.named.set(record.execution.name, record)
  }

  addChild(root: ExecutionRecord, child: ExecutionCore): void {
    this.byArn.set(child.arn, { execution: child, root })
    const arns = this.children.get(root)
    if (arns) arns.push(child.arn)
    else this.children.set(root, [child.arn])
  }

  /** An execution runs again: it was redriven. */
  resumed(record: ExecutionRecord): void {
    this.ended.delete(record)
    record.machine.running++
  }

  /** An execution has ended. Express executions are forgotten at once, as the API never tells of them; of the others those that ended first. */
  hasEnded(record: ExecutionRecord): void {
    record.machine.running--
    if (record.execution.type === 'EXPRESS') return this.forget(record)
    this.ended.add(record)
    for (const oldest of this.ended) {
      if (this.ended.size <= this.keep && !isPast(oldest, this.now())) break
      this.forget(oldest)
    }
  }

  find(arn: string): Found | undefined {
    const found = this.byArn.get(arn)
    if (!found || !isPast(found.root, this.now())) return found
    this.forget(found.root)
    return undefined
  }

  private forget(record: ExecutionRecord): void {
    this.ended.delete(record)
    const { machine, execution, sequence } = record
    machine.executions.delete(sequence)
    if (machine.named.get(execution.name) === record) machine.named.delete(execution.name)
    for (const arn of [execution.arn, ...this.children.get(record) ?? []]) this.byArn.delete(arn)
    this.children.delete(record)
  }
}

/** Whether nobody is told of an execution any more. */
export function isPast({ execution: { endedAt } }: ExecutionRecord, now: number): boolean {
  return endedAt !== undefined && now - endedAt > KEPT_MS
}
