/** Distributed Map: a child execution for every item or batch. https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html */

import { DefinitionError } from '../definition/definition-error.ts'
import { machineTypeProblem } from '../definition/machine-type.ts'
import type { MapState } from '../definition/types.ts'
import { Execution } from '../execution/execution.ts'
import type { ExecutionCore, ExecutionObserver, ExecutionOptions } from '../execution/execution-core.ts'
import { StateFailure } from '../execution/failure.ts'
import type { MachineDescription } from '../execution/machine.ts'
import { ITEMS_IN_A_TURN, PARK, type Steps, TURN } from '../execution/turns/coroutine.ts'
import type { MapItem, StateVisit } from '../execution/strand.ts'
import type { StateMachine, Transition } from '../execution/state.ts'
import type { CompileContext } from './compile-context.ts'
import { MapRun, newMapRunArn } from '../execution/map-run/map-run.ts'
import type { DataFlow } from './data-flow.ts'
import { compileItemBatcher } from './item-batcher.ts'
import { processorOf } from './item-processor.ts'
import { compileItemReader } from './item-reader.ts'
import { compileItems, compileItemSelector, compileMaxConcurrency } from './map-items.ts'
import { compileResultWriter, outputOf } from './result-writer.ts'
import { compileTolerance, type Tolerance, toleranceExceeded } from './tolerance.ts'

export function compileDistributedMap(state: MapState, { name, language, compileBranch }: CompileContext, flow: DataFlow): (visit: StateVisit) => Steps<Transition> {
  const processor = processorOf(state)
  const branch = compileBranch(processor)
  const reader = state.ItemReader && compileItemReader(state.ItemReader, language)
  const itemsOf = compileItems(state, language)
  const select = compileItemSelector(state, language)
  const batcher = state.ItemBatcher && compileItemBatcher(state.ItemBatcher, language)
  const writer = state.ResultWriter && compileResultWriter(state.ResultWriter, language)
  const toleranceOf = compileTolerance(state, language)
  const maxConcurrency = compileMaxConcurrency(state, language)
  const label = state.Label ?? name
  const type = processor.ProcessorConfig?.ExecutionType ?? 'STANDARD'
  const typeProblem = machineTypeProblem(type)
  if (typeProblem !== undefined) throw new DefinitionError(`ExecutionType: ${typeProblem}`, '')

  /** Starts the Map Run: reads the items, and makes the inputs of its children. */
  function* begin(visit: StateVisit, tolerance: Tolerance, ownItems: readonly MapItem[], concurrency: number): Steps<MapRun> {
    const { strand } = visit
    const { execution } = strand
    const read = reader && (yield* reader(visit))
    const batch = batcher && (yield* batcher(visit))
    const arn = newMapRunArn(execution.arn, execution.mapRuns.length, label)
    strand.record('MapRunStarted', { mapRunArn: arn })
    const items = read ? read(execution.objects) : ownItems.map(item => ({ ...item, Source: 'STATE_DATA' }))
    if (items.length > ITEMS_IN_A_TURN) yield TURN
    const inputs = yield* select(visit, items)
    if (items.length > ITEMS_IN_A_TURN) yield TURN
    const batches = batch?.(inputs)
    const machine = childMachine(execution.machine, label, type, branch)
    const run = new MapRun({
      clock: execution.clock,
      parentArn: execution.arn,
      arn,
      label,
      state: name,
      tolerated: {
        ...(tolerance.percentage === undefined ? {} : { percentage: tolerance.percentage }),
        ...(tolerance.count === undefined ? {} : { count: tolerance.count }),
      },
      machine,
      inputs: batches ? batches.map(({ input }) => input) : inputs,
      sizes: batches?.map(({ items }) => items),
      concurrency,
      keepsChildren: execution.keepsChildren,
      startChild: (index, childName, input, ended, stopped) => startChild(visit.strand.execution, machine, {
        input,
        stopped,
        name: childName,
        within: [...execution.within, ...visit.strand.branch, `${name}[${index}]`],
        ended,
      }),
      done: () => visit.strand.wake(),
    })
    execution.mapRuns.push(run)
    return run
  }

  function* attempt(visit: StateVisit): Steps<Transition> {
    const { strand } = visit
    const { execution } = strand
    const unfinished = visit.takeResumed() as MapRun | undefined
    flow.admit(visit)
    const ownItems = reader || unfinished ? [] : yield* itemsOf(visit)
    const stated = (yield* maxConcurrency(visit)) ?? 0
    const limit = execution.limits.distributedConcurrency
    if (!unfinished) strand.record('MapStateStarted', { length: ownItems.length })
    const tolerance = yield* toleranceOf(visit)
    const write = writer && (yield* writer(visit))
    try {
      const run = unfinished ?? (yield* begin(visit, tolerance, ownItems, stated > 0 ? Math.min(stated, limit) : limit))
      visit.progress = run
      strand.cancelWait = () => run.abort()
      if (unfinished) {
        strand.record('MapRunRedriven', { mapRunArn: run.arn, redriveCount: run.redriveCount + 1 })
        run.redrive()
      }
      else {
        run.start()
      }
      yield PARK
      if (run.status === 'FAILED') throw toleranceExceeded()
      const result = write ? yield* write(run, execution.objects) : Array.from(run.children, outputOf)
      strand.record('MapRunSucceeded')
      strand.recordAside('MapStateSucceeded')
      const transition = yield* flow.leave(visit, result, state.Next)
      run.close()
      return transition
    }
    catch (thrown) {
      if (thrown instanceof StateFailure && !thrown.terminal && RUN_FAILURES.has(thrown.error ?? '')) {
        strand.record('MapRunFailed', { error: thrown.error, cause: thrown.cause })
      }
      throw thrown
    }
  }

  return attempt
}

/** Errors of the Map Run itself, as against errors of the Map state around it. */
const RUN_FAILURES = new Set(['States.ItemReaderFailed', 'States.ResultWriterFailed', 'States.ExceedToleratedFailureThreshold'])

function childMachine(parent: MachineDescription, label: string, type: StateMachine['type'], branch: StateMachine['branch']): StateMachine {
  return { name: `${parent.name}/${label}`, type, definition: parent.definition, branch, timeoutSeconds: undefined }
}

/** Starts a child execution on all that its parent runs on: the clock, the services, the tokens, the limits. */
function startChild(
  { clock, place, roleArn, keepsChildren, tasks, random, limits, tokens, objects, refuseTask, observer }: ExecutionCore,
  machine: StateMachine,
  { ended, ...own }: Pick<ExecutionOptions, 'input' | 'name' | 'within' | 'stopped'> & Pick<ExecutionObserver, 'ended'>,
): Execution {
  return new Execution(machine, { clock, place, roleArn, tasks, random, limits, tokens, objects, refuseTask, keepsChildren, forgetsHistory: !keepsChildren, ...own, observer: { ...observer, ended } })
}
