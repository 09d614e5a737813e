/** One sentence on each word of the Amazon States Language, in our own words, with the page that says more. */

const GUIDE = 'https://docs.aws.amazon.com/step-functions/latest/dg/'

export interface Word {
  text: string
  url: string
}

const word = (page: string, text: string): Word => ({ text, url: GUIDE + page })
const structure = 'statemachine-structure.html'
const state = 'workflow-states.html'
const errors = 'concepts-error-handling.html'
const jsonata = 'transforming-data.html'
const jsonpath = 'concepts-input-output-filtering.html'
const map = 'state-map.html'
const distributed = 'state-map-distributed.html'

export const FIELD_WORDS: Readonly<Record<string, Word>> = {
  StartAt: word(structure, 'The state that the execution, or this branch, begins with.'),
  States: word(structure, 'The states by name. Transitions never leave this object.'),
  QueryLanguage: word(jsonata, 'JSONata or JSONPath. A JSONPath machine may have JSONata states, not the other way round.'),
  Version: word(structure, 'The version of the States Language: 1.0.'),
  Comment: word(structure, 'For people. Nothing reads it.'),
  Type: word(state, 'What kind of state it is.'),
  Next: word(state, 'The state that follows.'),
  End: word(state, 'true: the execution, or this branch, ends with this state.'),
  Resource: word('state-task.html', 'What is called, as an ARN: an integration and its action, a function, or an activity.'),
  Arguments: word(jsonata, 'What the call is given; expressions stand in {% %}.'),
  Output: word(jsonata, 'What the state hands on. Without it, its result.'),
  Assign: word('workflow-variables.html', 'Sets variables, which all later states of the scope can read as $name.'),
  Parameters: word(jsonpath, 'What the call is given; keys that end in .$ take a path or an intrinsic function.'),
  ResultSelector: word(jsonpath, 'Picks from the result before it goes anywhere.'),
  ResultPath: word(jsonpath, 'Where in the input the result is put. null leaves the result out.'),
  Result: word('state-pass.html', 'The result of the Pass state.'),
  InputPath: word(jsonpath, 'The part of the input that the state sees.'),
  OutputPath: word(jsonpath, 'The part of the output that is handed on.'),
  Retry: word(errors, 'Retriers, tried in order: the first whose ErrorEquals matches decides alone.'),
  Catch: word(errors, 'Catchers: when no retrier is left, the first that matches says which state follows.'),
  ErrorEquals: word(errors, 'The error names that this one is for. States.ALL stands alone and last.'),
  IntervalSeconds: word(errors, 'Seconds until the first retry; 1 by default.'),
  MaxAttempts: word(errors, 'Retries at most; 3 by default. 0 forbids them.'),
  BackoffRate: word(errors, 'What the interval is multiplied by after each retry; 2.0 by default.'),
  MaxDelaySeconds: word(errors, 'The longest interval that the backoff may reach.'),
  JitterStrategy: word(errors, 'FULL draws each interval between 0 and its length, so that those who failed together do not come back together.'),
  TimeoutSeconds: word('state-task.html', 'Seconds until the task ends with States.Timeout; without it a task may wait for ever.'),
  TimeoutSecondsPath: word('state-task.html', 'The same, read from the input.'),
  HeartbeatSeconds: word('state-task.html', 'Seconds of silence until the task ends with States.HeartbeatTimeout. Shorter than TimeoutSeconds.'),
  HeartbeatSecondsPath: word('state-task.html', 'The same, read from the input.'),
  Credentials: word('concepts-access-cross-acct-resources.html', 'The role that the task takes on, in this account or another.'),
  Choices: word('state-choice.html', 'Rules, tried in order: the first that is true says which state follows.'),
  Condition: word('state-choice.html', 'A JSONata expression that is true or false.'),
  Variable: word('state-choice.html', 'The path of what is compared.'),
  Default: word('state-choice.html', 'The state that follows when no rule is true. Without it the execution fails with States.NoChoiceMatched.'),
  Seconds: word('state-wait.html', 'How long to wait.'),
  SecondsPath: word('state-wait.html', 'How long to wait, read from the input.'),
  Timestamp: word('state-wait.html', 'Until when to wait, ISO 8601 with a time zone.'),
  TimestampPath: word('state-wait.html', 'Until when to wait, read from the input.'),
  Error: word('state-fail.html', 'The name of the error, which a Catch or a Retry further out can match.'),
  ErrorPath: word('state-fail.html', 'The same, read from the input.'),
  Cause: word('state-fail.html', 'What to tell people.'),
  CausePath: word('state-fail.html', 'The same, read from the input.'),
  Branches: word('state-parallel.html', 'Machines that run at the same time. The result is the list of theirs, in this order.'),
  ItemProcessor: word(map, 'The machine that runs once for every item.'),
  Iterator: word(map, 'The old name of ItemProcessor.'),
  Items: word(map, 'The list whose items are processed.'),
  ItemsPath: word(map, 'The path of the list whose items are processed.'),
  ItemSelector: word(map, 'What each iteration is given in place of the item.'),
  MaxConcurrency: word(map, 'How many iterations run at a time; 0 leaves it to the service.'),
  MaxConcurrencyPath: word(map, 'The same, read from the input.'),
  ProcessorConfig: word(distributed, 'Mode INLINE or DISTRIBUTED; a distributed one says whether its children are STANDARD or EXPRESS.'),
  ItemReader: word(distributed, 'Reads the items from S3 instead of the input.'),
  ItemBatcher: word(distributed, 'Gives each child several items at once.'),
  ResultWriter: word(distributed, 'Writes the children’s results to S3.'),
  ToleratedFailureCount: word(distributed, 'How many items may fail before the Map Run does.'),
  ToleratedFailureCountPath: word(distributed, 'The same, read from the input.'),
  ToleratedFailurePercentage: word(distributed, 'How many per cent of the items may fail before the Map Run does.'),
  ToleratedFailurePercentagePath: word(distributed, 'The same, read from the input.'),
  Label: word(distributed, 'A name for the Map Run in its ARN.'),
}

export const TYPE_WORDS: Readonly<Record<string, Word>> = {
  Task: word('state-task.html', 'Calls a service and waits for its answer, its job or its callback.'),
  Wait: word('state-wait.html', 'Waits for a time or until one.'),
  Pass: word('state-pass.html', 'Hands on what it makes of its input. It calls nothing.'),
  Succeed: word('state-succeed.html', 'Ends the execution, or the branch, well.'),
  Fail: word('state-fail.html', 'Ends the execution, or the branch, with an error.'),
  Choice: word('state-choice.html', 'Goes where the first rule that is true says.'),
  Parallel: word('state-parallel.html', 'Runs several machines at the same time.'),
  Map: word(map, 'Runs one machine for every item of a list.'),
}

/** Error names of the service itself, with what raises them. */
export const ERROR_WORDS: Readonly<Record<string, Word>> = {
  'States.ALL': word(errors, 'Any error but States.DataLimitExceeded and States.Runtime; alone and last.'),
  'States.TaskFailed': word(errors, 'Any error of a task but a timeout.'),
  'States.Timeout': word(errors, 'A task was not done within TimeoutSeconds, or sent no heartbeat in time.'),
  'States.HeartbeatTimeout': word(errors, 'A task sent no heartbeat within HeartbeatSeconds.'),
  'States.Permissions': word(errors, 'The role may not do what the task asks.'),
  'States.BranchFailed': word(errors, 'A branch of a Parallel state failed.'),
  'States.NoChoiceMatched': word(errors, 'No rule of a Choice state was true, and it has no Default.'),
  'States.QueryEvaluationError': word(errors, 'A JSONata expression failed, or gave something of the wrong type.'),
  'States.IntrinsicFailure': word(errors, 'An intrinsic function failed.'),
  'States.ParameterPathFailure': word(errors, 'A path in a payload template led nowhere.'),
  'States.ResultPathMatchFailure': word(errors, 'ResultPath could not be applied to the input.'),
  'States.ExceedToleratedFailureThreshold': word(distributed, 'More items of a Map Run failed than it tolerates.'),
  'States.ItemReaderFailed': word(distributed, 'A Map Run could not read its items.'),
  'States.ResultWriterFailed': word(distributed, 'A Map Run could not write its results.'),
  'States.DataLimitExceeded': word(errors, 'A payload is over the quota. No States.ALL catches it.'),
  'States.Runtime': word(errors, 'Something of the machine itself can not work. No States.ALL catches it.'),
  'States.Http.Socket': word('call-https-apis.html', 'An HTTP Task got no answer.'),
  'Lambda.ServiceException': word(errors, 'Lambda itself failed; the call may not have been made.'),
  'Lambda.AWSLambdaException': word(errors, 'Lambda itself failed; the call may not have been made.'),
  'Lambda.SdkClientException': word(errors, 'Lambda could not be reached.'),
  'Lambda.ClientExecutionTimeoutException': word(errors, 'Lambda did not answer in time.'),
  'Lambda.TooManyRequestsException': word(errors, 'Lambda throttled the call.'),
  'Lambda.Unknown': word(errors, 'The function ended without an answer: out of memory, timed out, or broken.'),
}

/** What `$states` has, and where. */
export const STATES_WORDS: Readonly<Record<string, Word>> = {
  input: word(jsonata, 'What the state was given.'),
  context: word('input-output-contextobject.html', 'The context object: execution, state machine, state, task token, map item.'),
  result: word(jsonata, 'What the task, the branches or the iterations returned; in Output and Assign.'),
  errorOutput: word(jsonata, 'Error and Cause of what was caught; in a Catch.'),
}

const context = 'input-output-contextobject.html'

/** What `$states.context` has, by its path. */
export const CONTEXT_WORDS: Readonly<Record<string, Word>> = {
  'Execution': word(context, 'This execution.'),
  'Execution.Id': word(context, 'Its ARN.'),
  'Execution.Input': word(context, 'What it was started with.'),
  'Execution.Name': word(context, 'Its name.'),
  'Execution.RoleArn': word(context, 'The role it runs as.'),
  'Execution.StartTime': word(context, 'When it was started, ISO 8601.'),
  'Execution.RedriveCount': word(context, 'How often it was redriven.'),
  'Execution.RedriveTime': word(context, 'When it was redriven last; not there before.'),
  'StateMachine': word(context, 'The state machine.'),
  'StateMachine.Id': word(context, 'Its ARN.'),
  'StateMachine.Name': word(context, 'Its name.'),
  'State': word(context, 'This state.'),
  'State.EnteredTime': word(context, 'When it was entered, ISO 8601.'),
  'State.Name': word(context, 'Its name.'),
  'State.RetryCount': word(context, 'How often it was retried so far.'),
  'Task': word(context, 'This task, where it waits for a token.'),
  'Task.Token': word(context, 'What whoever answers has to give back.'),
  'Map': word(context, 'The iteration of a Map state.'),
  'Map.Item': word(context, 'The item that is worked on.'),
  'Map.Item.Index': word(context, 'Its place in the list, from 0.'),
  'Map.Item.Key': word(context, 'The name of the field, where a Map Run goes through an object.'),
  'Map.Item.Value': word(context, 'The item itself.'),
  'Map.Item.Source': word(context, 'Where a Map Run has it from: STATE_DATA, or an object of S3.'),
}
