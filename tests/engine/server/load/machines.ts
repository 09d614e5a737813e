import type { LoadedMachine } from '../../../../engine/server/index.ts'

const PLACE = 'us-east-1:123456789012'

export const ACTIVITY = `arn:aws:states:${PLACE}:activity:pack`

/** A Wait, a token that somebody has to bring back, a task of an activity whose workers may be lost. */
export const MACHINES = ['waits', 'approvals', 'orders'] as const
export type MachineName = typeof MACHINES[number]

const STATES: Record<MachineName, object> = {
  waits: { Rest: { Type: 'Wait', Seconds: 3, Next: 'Done' }, Done: { Type: 'Succeed' } },
  approvals: { Ask: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken', Parameters: { FunctionName: 'ask', Payload: { 'token.$': '$$.Task.Token' } }, End: true } },
  orders: { Pack: { Type: 'Task', Resource: ACTIVITY, HeartbeatSeconds: 30, TimeoutSeconds: 300, Retry: [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 1, BackoffRate: 1, MaxAttempts: 1000 }], End: true } },
}

export const loaded: LoadedMachine[] = MACHINES.map(name => ({
  name,
  type: 'STANDARD',
  definition: JSON.stringify({ StartAt: Object.keys(STATES[name])[0], States: STATES[name] }),
  ...(name === 'approvals' ? { setUp: world => void world.lambda.add('ask', () => null) } : {}),
}))

export function machineArn(name: MachineName): string {
  return `arn:aws:states:${PLACE}:stateMachine:${name}`
}

export function executionArn(machine: MachineName, name: string): string {
  return `arn:aws:states:${PLACE}:execution:${machine}:${name}`
}
