/**
 * How data goes into a state and comes out of it: InputPath, Parameters, ResultSelector, ResultPath and OutputPath in JSONPath,
 * Arguments and Output in JSONata, Assign in both.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-input-output-filtering.html
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */

import type { QueryLanguage } from '../definition/types.ts'
import { applyResultPath, compilePath, compileReferencePath, compileTemplate } from '../query/index.ts'
import type { AsyncEvaluable, Evaluable, ReferencePath } from '../query/index.ts'
import type { Json } from '../query/json.ts'
import { isObject, plainText } from '../query/json.ts'
import type { Steps } from '../execution/turns/coroutine.ts'
import type { DataStage, StateVisit } from '../execution/strand.ts'
import type { Transition } from '../execution/state.ts'

/** The fields of a state that move data, as the definition has them. */
export interface DataFlowFields {
  InputPath?: string | null
  Parameters?: Json
  Arguments?: Json
  ResultSelector?: Json
  ResultPath?: string | null
  OutputPath?: string | null
  Assign?: Record<string, Json>
  Output?: Json
}

export class DataFlow {
  readonly language: QueryLanguage
  /** Undefined: the input goes in as it is. Null: an empty object does. */
  private readonly inputPath: Evaluable | null | undefined
  private readonly payload: AsyncEvaluable | undefined
  private readonly resultSelector: AsyncEvaluable | undefined
  private readonly resultPath: ResultPath
  private readonly outputPath: Evaluable | null | undefined
  private readonly outgoing: Outgoing

  constructor(fields: DataFlowFields, language: QueryLanguage) {
    this.language = language
    this.outgoing = new Outgoing(fields, language)
    if (language === 'JSONata') {
      this.payload = fields.Arguments === undefined ? undefined : compileTemplate(fields.Arguments, 'JSONata', { field: 'Arguments' })
      this.resultPath = new ResultPath(undefined)
      return
    }
    this.inputPath = optionalPath(fields.InputPath)
    this.payload = fields.Parameters === undefined ? undefined : compileTemplate(fields.Parameters, 'JSONPath')
    this.resultSelector = fields.ResultSelector === undefined ? undefined : compileTemplate(fields.ResultSelector, 'JSONPath')
    this.resultPath = new ResultPath(fields.ResultPath)
    this.outputPath = optionalPath(fields.OutputPath)
  }

  get hasPayload(): boolean {
    return this.payload !== undefined
  }

  /** Sets what `$` means to the input after InputPath. Called at the start of every attempt. */
  admit(visit: StateVisit): void {
    visit.input = visit.rawInput
    if (this.inputPath === null) visit.input = {}
    else if (this.inputPath !== undefined) visit.input = this.inputPath.evaluate(visit)
    visit.note?.('afterInputPath', visit.input)
  }

  /** What Parameters or Arguments make of the input; the input itself without them. */
  payloadOf(visit: StateVisit): Json | Promise<Json> {
    const payload = this.payload ? this.payload.evaluate(visit) : visit.input
    if (visit.note) return noted(visit, this.language === 'JSONata' ? 'afterArguments' : 'afterParameters', payload)
    return payload
  }

  /** Leaves the state with a result, as Task, Pass, Map and Parallel do. */
  * leave(visit: StateVisit, result: Json, next: string | undefined): Steps<Transition> {
    if (this.language === 'JSONPath') return this.leaveAtOnce(visit, result, next)
    visit.note?.('result', result)
    visit.result = result
    return yield* this.outgoing.leave(visit, result, next)
  }

  /** `leave` in JSONPath, where nothing has to wait. */
  leaveAtOnce(visit: StateVisit, result: Json, next: string | undefined): Transition {
    visit.note?.('result', result)
    visit.input = result
    if (this.resultSelector) visit.input = this.resultSelector.evaluate(visit) as Json
    const selected = visit.input
    visit.note?.('afterResultSelector', selected)
    const assigned = this.outgoing.assigned(visit)
    const combined = this.resultPath.apply(visit.rawInput, selected)
    visit.note?.('afterResultPath', combined)
    return this.release(visit, combined, assigned, next)
  }

  /** Leaves the state with its input, as Choice and Wait do. */
  * pass(visit: StateVisit, next: string | undefined, outgoing = this.outgoing): Steps<Transition> {
    if (this.language === 'JSONPath') return this.passAtOnce(visit, next, outgoing)
    return yield* outgoing.leave(visit, visit.rawInput, next)
  }

  /** `pass` in JSONPath, where nothing has to wait. */
  passAtOnce(visit: StateVisit, next: string | undefined, outgoing = this.outgoing): Transition {
    const assigned = outgoing.assigned(visit)
    return this.release(visit, visit.input, assigned, next)
  }

  private release(visit: StateVisit, combined: Json, assigned: Record<string, Json> | undefined, next: string | undefined): Transition {
    let output = combined
    if (this.outputPath === null) output = {}
    else if (this.outputPath !== undefined) {
      visit.input = combined
      output = this.outputPath.evaluate(visit)
    }
    visit.exit(output, assigned)
    return { output, next }
  }
}

function noted(visit: StateVisit, stage: DataStage, value: Json | Promise<Json>): Json | Promise<Json> {
  if (value instanceof Promise) return value.then(settled => noted(visit, stage, settled))
  visit.note?.(stage, value)
  return value
}

/** Assign and Output of a state, a choice rule or a catcher. Both see the variables as they were when the state was entered. */
export class Outgoing {
  readonly assign: AsyncEvaluable | undefined
  readonly output: AsyncEvaluable | undefined

  constructor(fields: { Assign?: Record<string, Json>, Output?: Json }, language: QueryLanguage, prefix = '') {
    this.assign = fields.Assign === undefined
      ? undefined
      : compileTemplate(fields.Assign, language, { field: language === 'JSONata' ? `${prefix}Assign` : undefined })
    this.output = language === 'JSONPath' || fields.Output === undefined
      ? undefined
      : compileTemplate(fields.Output, 'JSONata', { field: `${prefix}Output` })
  }

  /** JSONPath: what Assign assigns. */
  assigned(visit: StateVisit): Record<string, Json> | undefined {
    const value = this.assign?.evaluate(visit) as Json | undefined
    return value !== undefined && isObject(value) ? value : undefined
  }

  /** JSONata: leaves the state with Output, or with `otherwise` where there is none. */
  * leave(visit: StateVisit, otherwise: Json, next: string | undefined): Steps<Transition> {
    let assigned: Record<string, Json> | undefined
    if (this.assign) {
      const value = this.assign.evaluate(visit)
      const settled = value instanceof Promise ? (yield value) as Json : value
      if (isObject(settled)) assigned = settled
    }
    let output = otherwise
    if (this.output) {
      const value = this.output.evaluate(visit)
      output = value instanceof Promise ? (yield value) as Json : value
    }
    visit.exit(output, assigned)
    return { output, next }
  }
}

/** Compiles InputPath or OutputPath: undefined where the field changes nothing. */
function optionalPath(path: string | null | undefined): Evaluable | null | undefined {
  if (path === undefined || path === '$') return undefined
  if (path === null) return null
  return compilePath(path)
}

/** ResultPath. */
export class ResultPath {
  private readonly path: ReferencePath | null | undefined

  constructor(path: string | null | undefined) {
    this.path = path == null ? path : compileReferencePath(plainText(path))
  }

  /** Puts a result into the state's input. */
  apply(input: Json, result: Json): Json {
    return applyResultPath(this.path, input, result)
  }
}
