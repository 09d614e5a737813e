/** Inline Map: iterations inside the execution, at most 40 at a time. https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html */

import type { MapState } from '../definition/types.ts'
import type { Json } from '../query/json.ts'
import type { StateFailure } from '../execution/failure.ts'
import { PARK, type Steps, type StepsResult } from '../execution/turns/coroutine.ts'
import { type MapItem, type StateVisit, Strand, type UnfinishedStrand } from '../execution/strand.ts'
import type { CompiledBranch, Transition } from '../execution/state.ts'
import type { CompileContext } from './compile-context.ts'
import { recordAborted } from './abort.ts'
import type { DataFlow } from './data-flow.ts'
import { errorOutput } from './error-handling.ts'
import { runtimeFailure } from '../execution/evaluation.ts'
import { processorOf } from './item-processor.ts'
import { compileItems, compileItemSelector, compileMaxConcurrency } from './map-items.ts'
import { runStates } from '../execution/run-states.ts'
import { compileTolerance, type Tolerance, toleranceExceeded } from './tolerance.ts'

export function compileInlineMap(state: MapState, { name, language, compileBranch }: CompileContext, flow: DataFlow): (visit: StateVisit) => Steps<Transition> {
  const processor = processorOf(state)
  const branch = compileBranch(processor)
  const itemsOf = compileItems(state, language)
  const select = compileItemSelector(state, language)
  const maxConcurrency = compileMaxConcurrency(state, language)
  const toleranceOf = compileTolerance(state, language)

  return function* attempt(visit): Steps<Transition> {
    const { strand } = visit
    const unfinished = visit.takeResumed() as UnfinishedStrand[] | undefined
    flow.admit(visit)
    if (state.ItemReader || state.ItemBatcher || state.ResultWriter) {
      throw runtimeFailure(visit, 'The ItemReader, ItemBatcher and ResultWriter fields are not supported for INLINE maps')
    }
    const items = yield* itemsOf(visit)
    const limit = strand.execution.limits.inlineConcurrency
    const stated = (yield* maxConcurrency(visit)) ?? 0
    if (!unfinished) strand.record('MapStateStarted', { length: items.length })
    const tolerance = yield* toleranceOf(visit)
    const inputs = yield* select(visit, items)
    const run = new Iterations({ name, strand, branch, items, inputs, tolerance, concurrency: stated > 0 ? Math.min(stated, limit) : limit })
    visit.progress = run.children
    run.start(unfinished)
    if (!run.done) yield PARK
    if (run.failure) throw run.failure
    strand.children = []
    strand.recordAside('MapStateSucceeded')
    return yield* flow.leave(visit, run.outputs, state.Next)
  }
}

interface IterationsOptions {
  name: string
  strand: Strand
  branch: CompiledBranch
  items: readonly MapItem[]
  inputs: readonly Json[]
  tolerance: Tolerance
  concurrency: number
}

/** The iterations of one attempt: started in order, a new one whenever one is done, until all are or too many failed. */
class Iterations {
  readonly children: Strand[] = []
  readonly outputs: Json[] = []
  failure: StateFailure | undefined
  private readonly options: IterationsOptions
  private unfinished: UnfinishedStrand[] | undefined
  private next = 0
  private running = 0
  private failed = 0
  private started = false

  constructor(options: IterationsOptions) {
    this.options = options
    options.strand.children = this.children
  }

  get done(): boolean {
    return this.failure !== undefined || (this.running === 0 && this.next >= this.options.items.length)
  }

  /** With `unfinished`, a redrive: iterations that succeeded before keep their output. */
  start(unfinished: UnfinishedStrand[] | undefined): void {
    this.unfinished = unfinished
    const { strand, concurrency } = this.options
    const previous = strand.lastEventId
    while (this.running < concurrency && this.startNext(previous));
    this.started = true
  }

  private startNext(previous: number): boolean {
    const { name, strand, branch, items, inputs } = this.options
    while (this.next < items.length) {
      const index = this.next++
      const child = new Strand(strand.execution, strand, `${name}[${index}]`, items[index])
      this.children[index] = child
      const before = this.unfinished?.[index]
      if (before?.result && 'output' in before.result) {
        child.result = before.result
        this.outputs[index] = before.result.output
        continue
      }
      child.lastEventId = previous
      const from = child.adopt(before)
      if (!from) child.record('MapIterationStarted', { name, index })
      this.running++
      child.start(runStates(child, branch, inputs[index]!, from), result => this.finished(index, child, result))
      return true
    }
    return false
  }

  private finished(index: number, child: Strand, result: StepsResult): void {
    const { name, strand, items, tolerance } = this.options
    this.running--
    child.variables.release()
    if ('output' in result) {
      this.outputs[index] = result.output
      strand.lastEventId = child.recordAside('MapIterationSucceeded', { name, index })
    }
    else if (result.failure.terminal) {
      return this.fail(child, result.failure)
    }
    else {
      child.recordAside('MapIterationFailed', { name, index })
      this.failed++
      if (tolerance.exceededBy(this.failed, items.length)) return this.fail(child, tolerance.stated ? toleranceExceeded() : result.failure)
      this.outputs[index] = errorOutput(result.failure)
      strand.lastEventId = child.lastEventId
    }
    if (!this.startNext(child.lastEventId) && this.done && this.started) strand.wake()
  }

  private fail(child: Strand, failure: StateFailure): void {
    const { name, strand } = this.options
    this.failure = failure
    strand.lastEventId = child.lastEventId
    this.children.forEach((sibling, index) => {
      if (!sibling.running) return
      recordAborted(sibling)
      sibling.recordAside('MapIterationAborted', { name, index })
      sibling.abort()
    })
    strand.wake()
  }
}
