import type { ExecutionCore } from '../../asl/index.ts'
import { CoverageTally } from '../../simulation/covering/coverage.ts'
import type { Coverage } from '../../simulation/covering/types.ts'
import type { ExecutionRecord, ExecutionWatch, Revision } from '../account/entities.ts'

/** What executions have gone through, of those too that are forgotten when they have ended: watch accounts with it. */
export class ExecutionCoverage implements ExecutionWatch {
  private readonly tallies = new WeakMap<Revision, CoverageTally>()
  /** How many events of an execution have been counted. */
  private readonly counted = new WeakMap<ExecutionCore, number>()
  private readonly open = new Map<ExecutionRecord, Set<ExecutionCore>>()
  private readonly latest = new Map<string, Revision>()

  readonly began = (record: ExecutionRecord): void => {
    this.open.set(record, new Set([record.execution]))
    this.latest.set(record.machine.name, record.revision)
  }

  readonly childBegan = (root: ExecutionRecord, child: ExecutionCore): void => {
    this.open.get(root)?.add(child)
  }

  readonly ended = (record: ExecutionRecord): void => {
    this.count(record, this.open.get(record) ?? [record.execution])
    this.open.delete(record)
  }

  /**
   * What executions of a machine have gone through, those that still run included: of the revision that was started last.
   *
   * @param machine its name; machines of one name in several accounts and regions are counted as one where they share a revision only
   * @returns undefined for a machine of which no execution was started
   */
  of(machine: string): Coverage | undefined {
    for (const [record, executions] of this.open) this.count(record, executions)
    const revision = this.latest.get(machine)
    return revision && this.tallies.get(revision)?.coverage
  }

  private count({ revision }: ExecutionRecord, executions: Iterable<ExecutionCore>): void {
    let tally = this.tallies.get(revision)
    if (!tally) this.tallies.set(revision, tally = new CoverageTally(revision.prepared.definition))
    for (const execution of executions) {
      const before = this.counted.get(execution) ?? 0
      if (execution.events.length > before) tally.add(execution, before)
      this.counted.set(execution, execution.events.length)
    }
  }
}
