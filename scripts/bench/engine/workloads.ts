import type { Json } from '../../../engine/asl/index.ts'

/** The same definition and input for both engines, in words both know: JSONPath, Lambda functions by ARN. */
export interface Workload {
  title: string
  definition: { StartAt: string, States: Record<string, object> }
  /** One execution each. */
  inputs: Json[]
  /** States entered and retries in one execution. */
  transitions: number
  /** Attempts of the Task state that fail before one succeeds. */
  failures: number
}

export const WORK = 'arn:aws:lambda:us-east-1:123456789012:function:Work'
/** The state whose retries the other engine is told not to wait for. */
export const RETRYING = 'Work'

const order = { order: { id: 'o-1', lines: [{ sku: 'cup', count: 2 }, { sku: 'pot', count: 1 }] } }

export const WORKLOADS: Workload[] = [
  { title: 'chain of 1,000 Pass states', definition: chain(1000), inputs: [order], transitions: 1000, failures: 0 },
  { title: 'Choice loop of 5,000 laps', definition: loop(5000), inputs: [{ lap: 0 }], transitions: 10_002, failures: 0 },
  { title: 'Map of 1,000 items', definition: map(), inputs: [{ items: Array.from({ length: 1000 }, (_, index) => ({ index })) }], transitions: 1001, failures: 0 },
  { title: 'Task with 5 retries, 200 runs', definition: retries(5), inputs: Array.from({ length: 200 }, () => order), transitions: 7, failures: 5 },
  { title: '2,000 small executions', definition: small(), inputs: Array.from({ length: 2000 }, (_, amount) => ({ amount })), transitions: 4, failures: 0 },
]

function chain(length: number): Workload['definition'] {
  const States: Record<string, object> = {}
  for (let index = 0; index < length; index++) States[`Step ${index}`] = { Type: 'Pass', ...(index + 1 < length ? { Next: `Step ${index + 1}` } : { End: true }) }
  return { StartAt: 'Step 0', States }
}

/** Counts with an intrinsic function; every lap is a Choice and a Pass. */
function loop(laps: number): Workload['definition'] {
  return {
    StartAt: 'Done?',
    States: {
      'Done?': { Type: 'Choice', Choices: [{ Variable: '$.lap', NumericLessThan: laps, Next: 'Lap' }], Default: 'Over' },
      'Lap': { Type: 'Pass', Parameters: { 'lap.$': 'States.MathAdd($.lap, 1)' }, Next: 'Done?' },
      'Over': { Type: 'Succeed' },
    },
  }
}

function map(): Workload['definition'] {
  return {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        ItemsPath: '$.items',
        MaxConcurrency: 40,
        ItemProcessor: { StartAt: 'One', States: { One: { Type: 'Pass', End: true } } },
        End: true,
      },
    },
  }
}

function retries(attempts: number): Workload['definition'] {
  return {
    StartAt: RETRYING,
    States: {
      [RETRYING]: { Type: 'Task', Resource: WORK, Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 1, MaxAttempts: attempts, BackoffRate: 2 }], Next: 'Over' },
      Over: { Type: 'Succeed' },
    },
  }
}

function small(): Workload['definition'] {
  return {
    StartAt: 'Prepare',
    States: {
      'Prepare': { Type: 'Pass', Parameters: { 'amount.$': '$.amount', 'currency': 'EUR' }, Next: 'Large?' },
      'Large?': { Type: 'Choice', Choices: [{ Variable: '$.amount', NumericGreaterThan: 1_000_000, Next: 'Over' }], Default: 'Work' },
      'Work': { Type: 'Task', Resource: WORK, ResultPath: '$.answer', Next: 'Over' },
      'Over': { Type: 'Succeed' },
    },
  }
}
