/** TestState: one state on its own, without an execution around it. */

import { loadApiModels } from '../api-models/load.ts'
import type { State } from '../definition/types.ts'
import { Clock } from '../execution/turns/clock.ts'
import { DefinitionError } from '../definition/definition-error.ts'
import { Execution } from '../execution/execution.ts'
import type { ExecutionOptions } from '../execution/execution-core.ts'
import type { StateFailure } from '../execution/failure.ts'
import { prepare } from '../compile/prepare.ts'
import { hasSteps, type Steps } from '../execution/turns/coroutine.ts'
import type { StateVisit } from '../execution/strand.ts'
import type { CompiledState, StateMachine, Transition } from '../execution/state.ts'
import { findRetrier, type RetryDecision } from '../execution/task/retry.ts'
import { StartRefused } from '../execution/start-refused.ts'
import type { TaskCall, TaskHandler } from '../execution/task/task-handler.ts'
import { javaRandom } from '../query/intrinsics/java-random.ts'
import { toFailure } from '../execution/evaluation.ts'
import { checkRequest, type CheckedRequest } from './check-request.ts'
import { shownInspection } from './inspection.ts'
import { compileMockedMap, compileMockedParallel } from './mocked-states.ts'
import { readerData } from './reader-data.ts'
import { type InspectionData, refuse, TestStateException, type TestStateOptions, type TestStateRequest, type TestStateResult } from './request.ts'

/** AWS gives a test five minutes. Waiting takes no time here, but a Wait state may ask for a year. */
const SECONDS = 99_999_999

/** What its expressions may do in them, in steps of a microsecond or so. */
const STEPS = 20_000_000

/**
 * Runs one state as the TestState API does: a state by itself or one of a state machine, with a mock in place of the
 * service it calls (and of the branches of a Map or Parallel state). Resolves with the status, the output or the error,
 * the next state and, at level DEBUG or TRACE, the data at every stage. Rejects with TestStateException, which carries
 * AWS's code and message, where the API would refuse the request.
 *
 * The state runs on the same code as in an execution. A retry is not carried out: the status is RETRIABLE then.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html
 */
export async function testState(request: TestStateRequest, options: TestStateOptions = {}): Promise<TestStateResult> {
  const checked = checkRequest(request, await loadApiModels())
  if (!checked.mock && checked.state.Type === 'Task' && !options.tasks) refuse('A Task state needs a mock here: there is no service to call')
  const test = new Test(checked)
  return test.run(options)
}

/** How the state ended, as the wrapped state and the observer saw it. */
interface Ending {
  transition?: Transition
  failure?: StateFailure
  retry?: RetryDecision
  catcher?: number
  refused?: TestStateException
  /** Its expressions were more work than a test may be. */
  tooMuch?: boolean
}

class Test {
  private readonly request: CheckedRequest
  private readonly data: InspectionData
  private readonly ending: Ending = {}
  private prefix = ''

  constructor(request: CheckedRequest) {
    this.request = request
    this.data = { input: request.input }
  }

  async run({ tasks, random = javaRandom(0), now }: TestStateOptions): Promise<TestStateResult> {
    const { request, ending } = this
    const clock = new Clock(now)
    let taken = 0
    const { mapItemReaderData } = request.configuration
    const execution: Execution = this.started({
      clock,
      objects: mapItemReaderData === undefined ? undefined : readerData(mapItemReaderData),
      input: request.input,
      context: request.context,
      contextAsGiven: request.contextGiven,
      tasks: request.mock ? answering(request.mock) : tasks ?? unanswered,
      random,
      limits: { expressSeconds: SECONDS },
      observer: {
        retryScheduled: (_visit, failure, retry) => {
          Object.assign(ending, { failure, retry })
          execution.stop()
        },
        failureCaught: (_visit, failure, catcher) => Object.assign(ending, { failure, catcher }),
        evaluated: (_execution, steps) => {
          taken += steps
          if (taken <= STEPS) return
          ending.tooMuch = true
          execution.stop()
        },
      },
    })
    await clock.run()
    if (ending.tooMuch) throw new Error(`The test was ended after ${STEPS.toLocaleString('en')} steps of the state's expressions.`)
    if (ending.refused) throw ending.refused
    return this.result(execution)
  }

  private started(options: ExecutionOptions): Execution {
    try {
      return new Execution(this.machine(), options)
    }
    catch (thrown) {
      if (thrown instanceof StartRefused) return refuse(thrown.message, 'InvalidExecutionInput')
      throw thrown
    }
  }

  private machine(): StateMachine {
    const { name, state } = this.request
    const definition = { StartAt: name, States: { [name]: state } }
    return { name: 'StateMachine', type: 'EXPRESS', definition, branch: { startAt: name, states: new Map([[name, this.watched(this.compiled())]]) }, timeoutSeconds: undefined }
  }

  private compiled(): CompiledState {
    const { name, state, language } = this.request
    try {
      if (state.Type === 'Map') return compileMockedMap(state, this.request, this.data, message => this.refuse(message))
      if (state.Type === 'Parallel') return compileMockedParallel(state, this.request)
      const alone = { StartAt: name, States: { [name]: { ...state, QueryLanguage: language } as State } }
      return prepare(alone).branch.states.get(name)!
    }
    catch (thrown) {
      if (thrown instanceof DefinitionError) return refuse(`Invalid State Machine Definition: '${thrown.message}'`, 'InvalidDefinition')
      throw thrown
    }
  }

  private refuse(message: string): never {
    this.ending.refused = new TestStateException('ValidationException', message)
    throw this.ending.refused
  }

  /** The state with variables set before it, its data noted, and its end kept: the state it leads to need not exist. */
  private watched(compiled: CompiledState): CompiledState {
    const { request, data, ending } = this
    const test = this
    return {
      name: compiled.name,
      type: compiled.type,
      language: compiled.language,
      countsRetries: compiled.countsRetries,
      * run(visit: StateVisit): Steps<Transition> {
        test.prefix = visit.explain('')
        visit.note = (stage, value) => data[stage] = value
        visit.retryCount = request.configuration.retrierRetryCount ?? 0
        if (compiled.type === 'Fail' && compiled.language === 'JSONPath') data.afterInputPath = visit.rawInput
        try {
          visit.strand.variables.assign(request.variables)
          const work = compiled.run(visit)
          ending.transition = hasSteps(work) ? yield* work : work
          return { output: ending.transition.output, next: undefined }
        }
        catch (thrown) {
          ending.failure = toFailure(visit, thrown)
          throw thrown
        }
        finally {
          if (test.definesVariables) data.variables = visit.strand.variables.all()
        }
      },
    }
  }

  private get definesVariables(): boolean {
    return 'Assign' in this.request.state || Object.keys(this.request.variables).length > 0
  }

  private result(execution: Execution): TestStateResult {
    const { ending, request } = this
    const result: TestStateResult = { status: this.status(execution) }
    const { failure, transition } = ending
    if (transition && result.status !== 'FAILED') {
      result.output = transition.output
      if (transition.next !== undefined) result.nextState = transition.next
    }
    if (result.status !== 'SUCCEEDED') {
      const error = failure ? failure.error : execution.error
      const cause = failure ? failure.cause : execution.cause
      if (error !== undefined) result.error = error
      if (cause !== undefined) result.cause = cause.startsWith(this.prefix) ? cause.slice(this.prefix.length) : cause
    }
    const errorDetails = this.errorDetails()
    if (errorDetails) this.data.errorDetails = errorDetails
    if (request.level !== 'INFO') result.inspectionData = shownInspection(this.data, request)
    return result
  }

  private status(execution: Execution): TestStateResult['status'] {
    if (this.ending.retry) return 'RETRIABLE'
    if (execution.status !== 'SUCCEEDED') return 'FAILED'
    return this.ending.catcher === undefined ? 'SUCCEEDED' : 'CAUGHT_ERROR'
  }

  /** Which retrier and catcher the failure met. A retrier without attempts left is named, but waits for nothing. */
  private errorDetails(): InspectionData['errorDetails'] | undefined {
    const { failure, retry, catcher } = this.ending
    const { state } = this.request
    if (!failure || !('Retry' in state || 'Catch' in state)) return undefined
    const retryIndex = retry?.index ?? findRetrier(('Retry' in state && state.Retry) || [], failure)
    const details = {
      ...(retryIndex >= 0 ? { retryIndex } : {}),
      ...(retry ? { retryBackoffIntervalSeconds: retry.interval } : {}),
      ...(catcher === undefined ? {} : { catchIndex: catcher }),
    }
    return Object.keys(details).length > 0 ? details : undefined
  }
}

function answering(mock: NonNullable<CheckedRequest['mock']>): TaskHandler {
  return (call: TaskCall) => {
    if ('result' in mock) call.succeed(mock.result)
    else call.fail(mock.error, mock.cause)
  }
}

const unanswered: TaskHandler = call => call.crash('There is no service to call.')
