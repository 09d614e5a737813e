/**
 * Execution history as AWS's GetExecutionHistory returns it.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
 */

/** Every event type of the service. */
export const HISTORY_EVENT_TYPES = [
  'ActivityFailed', 'ActivityScheduled', 'ActivityScheduleFailed', 'ActivityStarted', 'ActivitySucceeded', 'ActivityTimedOut',
  'ChoiceStateEntered', 'ChoiceStateExited',
  'EvaluationFailed',
  'ExecutionAborted', 'ExecutionFailed', 'ExecutionRedriven', 'ExecutionStarted', 'ExecutionSucceeded', 'ExecutionTimedOut',
  'FailStateEntered',
  'LambdaFunctionFailed', 'LambdaFunctionScheduled', 'LambdaFunctionScheduleFailed', 'LambdaFunctionStarted',
  'LambdaFunctionStartFailed', 'LambdaFunctionSucceeded', 'LambdaFunctionTimedOut',
  'MapIterationAborted', 'MapIterationFailed', 'MapIterationStarted', 'MapIterationSucceeded',
  'MapRunAborted', 'MapRunFailed', 'MapRunRedriven', 'MapRunStarted', 'MapRunSucceeded',
  'MapStateAborted', 'MapStateEntered', 'MapStateExited', 'MapStateFailed', 'MapStateStarted', 'MapStateSucceeded',
  'ParallelStateAborted', 'ParallelStateEntered', 'ParallelStateExited', 'ParallelStateFailed', 'ParallelStateStarted',
  'ParallelStateSucceeded',
  'PassStateEntered', 'PassStateExited',
  'SucceedStateEntered', 'SucceedStateExited',
  'TaskFailed', 'TaskScheduled', 'TaskStarted', 'TaskStartFailed', 'TaskStateAborted', 'TaskStateEntered', 'TaskStateExited',
  'TaskSubmitFailed', 'TaskSubmitted', 'TaskSucceeded', 'TaskTimedOut',
  'WaitStateAborted', 'WaitStateEntered', 'WaitStateExited',
] as const

export type HistoryEventType = (typeof HISTORY_EVENT_TYPES)[number]

export interface DataDetails {
  truncated: boolean
}

/** Fields whose value is JSON carry it as JSON text, as the service does. */
export interface StateEnteredEventDetails {
  name: string
  input?: string
  inputDetails?: DataDetails
}

export interface StateExitedEventDetails {
  name: string
  output?: string
  outputDetails?: DataDetails
  /** Variables this state assigned, each as JSON text. */
  assignedVariables?: Record<string, string>
  assignedVariablesDetails?: DataDetails
}

export interface FailureDetails {
  error?: string
  cause?: string
}

export interface TaskDetails {
  resourceType: string
  resource: string
}

export interface MapIterationDetails {
  name: string
  index: number
}

/**
 * One event. `timestamp` is virtual time in milliseconds since 1970-01-01T00:00:00Z. Exactly one `…EventDetails` object is
 * there, or none where the service sends none (for example ParallelStateStarted, LambdaFunctionStarted).
 */
export interface HistoryEvent {
  id: number
  previousEventId: number
  type: HistoryEventType
  timestamp: number
  executionStartedEventDetails?: { input?: string, inputDetails?: DataDetails, roleArn?: string }
  executionSucceededEventDetails?: { output?: string, outputDetails?: DataDetails }
  executionFailedEventDetails?: FailureDetails
  executionTimedOutEventDetails?: FailureDetails
  executionAbortedEventDetails?: FailureDetails
  executionRedrivenEventDetails?: { redriveCount: number }
  stateEnteredEventDetails?: StateEnteredEventDetails
  stateExitedEventDetails?: StateExitedEventDetails
  evaluationFailedEventDetails?: FailureDetails & { location?: string, state: string }
  taskScheduledEventDetails?: TaskDetails & {
    region: string
    parameters: string
    timeoutInSeconds?: number
    heartbeatInSeconds?: number
    taskCredentials?: { roleArn: string }
  }
  taskStartedEventDetails?: TaskDetails
  taskStartFailedEventDetails?: TaskDetails & FailureDetails
  taskSubmittedEventDetails?: TaskDetails & { output?: string, outputDetails?: DataDetails }
  taskSubmitFailedEventDetails?: TaskDetails & FailureDetails
  taskSucceededEventDetails?: TaskDetails & { output?: string, outputDetails?: DataDetails }
  taskFailedEventDetails?: TaskDetails & FailureDetails
  taskTimedOutEventDetails?: TaskDetails & FailureDetails
  lambdaFunctionScheduledEventDetails?: {
    resource: string
    input?: string
    inputDetails?: DataDetails
    timeoutInSeconds?: number
    taskCredentials?: { roleArn: string }
  }
  lambdaFunctionScheduleFailedEventDetails?: FailureDetails
  lambdaFunctionStartFailedEventDetails?: FailureDetails
  lambdaFunctionSucceededEventDetails?: { output?: string, outputDetails?: DataDetails }
  lambdaFunctionFailedEventDetails?: FailureDetails
  lambdaFunctionTimedOutEventDetails?: FailureDetails
  activityScheduledEventDetails?: {
    resource: string
    input?: string
    inputDetails?: DataDetails
    timeoutInSeconds?: number
    heartbeatInSeconds?: number
  }
  activityScheduleFailedEventDetails?: FailureDetails
  activityStartedEventDetails?: { workerName?: string }
  activitySucceededEventDetails?: { output?: string, outputDetails?: DataDetails }
  activityFailedEventDetails?: FailureDetails
  activityTimedOutEventDetails?: FailureDetails
  mapStateStartedEventDetails?: { length: number }
  mapIterationStartedEventDetails?: MapIterationDetails
  mapIterationSucceededEventDetails?: MapIterationDetails
  mapIterationFailedEventDetails?: MapIterationDetails
  mapIterationAbortedEventDetails?: MapIterationDetails
  mapRunStartedEventDetails?: { mapRunArn: string }
  mapRunFailedEventDetails?: FailureDetails
  mapRunRedrivenEventDetails?: { mapRunArn: string, redriveCount: number }
}
