/** What servers are asked to do. */

import { Agent } from 'node:http'
import { ask } from './started.ts'

const ROLE = 'arn:aws:iam::123456789012:role/bench'

export const PASS = { StartAt: 'Only', States: { Only: { Type: 'Pass', End: true } } }

/** Three days, and an undo at their end. */
export const SAGA = {
  StartAt: 'Reserve',
  States: {
    Reserve: { Type: 'Pass', Result: 'reserved', ResultPath: '$.stock', Next: 'Wait for the card' },
    'Wait for the card': { Type: 'Wait', Seconds: 3 * 86_400, Next: 'Charged?' },
    'Charged?': { Type: 'Choice', Choices: [{ Variable: '$.charged', BooleanEquals: true, Next: 'Ship' }], Default: 'Release' },
    Ship: { Type: 'Succeed' },
    Release: { Type: 'Pass', Result: 'released', ResultPath: '$.stock', Next: 'Not shipped' },
    'Not shipped': { Type: 'Fail', Error: 'NotCharged' },
  },
}

/** Creates a state machine; its ARN. */
export async function create(port: number, name: string, definition: object): Promise<string> {
  return (await ask(port, 'CreateStateMachine', { name, definition: JSON.stringify(definition), roleArn: ROLE })).stateMachineArn
}

/**
 * Starts executions over connections that are kept.
 *
 * @param count how many
 * @param connections how many at a time
 * @returns seconds until the last one was accepted
 */
export async function startMany(port: number, stateMachineArn: string, count: number, connections = 16): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  let left = count
  const client = async (): Promise<void> => {
    while (left-- > 0) await ask(port, 'StartExecution', { stateMachineArn, input: '{"order":7}' }, agent)
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: connections }, client))
  const seconds = (performance.now() - began) / 1000
  agent.destroy()
  return seconds
}

/** How many executions of a machine have succeeded. */
export async function succeeded(port: number, stateMachineArn: string): Promise<number> {
  let count = 0
  let nextToken: string | undefined
  do {
    const page = await ask(port, 'ListExecutions', { stateMachineArn, statusFilter: 'SUCCEEDED', maxResults: 1000, ...(nextToken === undefined ? {} : { nextToken }) })
    count += page.executions.length
    nextToken = page.nextToken
  } while (nextToken !== undefined)
  return count
}

/** Milliseconds from starting an execution until it is told that it has ended. */
export async function timeOne(port: number, stateMachineArn: string): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const began = performance.now()
  const { executionArn } = await ask(port, 'StartExecution', { stateMachineArn, input: '{"charged":false}' }, agent)
  while ((await ask(port, 'DescribeExecution', { executionArn }, agent)).status === 'RUNNING');
  const milliseconds = performance.now() - began
  agent.destroy()
  return milliseconds
}
