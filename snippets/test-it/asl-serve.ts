import type { SFN, SFNClientConfig } from '@aws-sdk/client-sfn'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const ASL = fileURLToPath(new URL('../../engine/cli/asl.mjs', import.meta.url))
/** Settings that `asl serve` takes over from Step Functions Local: those of a shell are for a server of its own. */
const SETTINGS = ['AWS_ACCOUNT_ID', 'AWS_DEFAULT_REGION', 'AWS_REGION', 'WAIT_TIME_SCALE', 'SFN_MOCK_CONFIG', 'LOCALSTACK_SFN_MOCK_CONFIG']

/** An `asl serve` that runs. */
export interface AslServe {
  endpoint: string
  /** What an SDK's client is made with. */
  client: SFNClientConfig
  /** The ARN of a state machine that it has loaded. */
  arn: (machine: string) => string
  close: () => Promise<void>
}

/**
 * Starts `asl serve` on a port that is free, and waits until it answers.
 *
 * @param args what stands behind `asl serve`: folders, files, options
 * @throws Error when it ends instead of serving; it has said why on standard error
 */
export async function aslServe(...args: string[]): Promise<AslServe> {
  const env = { ...process.env, ...Object.fromEntries(SETTINGS.map(name => [name, undefined])) }
  const child = spawn(process.execPath, [ASL, 'serve', ...args, '--port', '0', '--quiet'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'close')
  for await (const line of createInterface(child.stdout)) {
    const endpoint = / on (http:\S+),/.exec(line)?.[1]
    if (endpoint === undefined)
      continue
    // What it says later is not waited for, and fills no pipe.
    child.stdout.resume()
    return {
      endpoint,
      client: { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' }, disableHostPrefix: true },
      arn: machine => `arn:aws:states:us-east-1:123456789012:stateMachine:${machine}`,
      close: async () => {
        child.kill()
        await ended
      },
    }
  }
  throw new Error(`asl serve ${args.join(' ')} ended before it served`)
}

/** How an execution is when it has ended. */
export async function whenEnded(sfn: SFN, executionArn: string | undefined) {
  for (;;) {
    const execution = await sfn.describeExecution({ executionArn })
    if (execution.status !== 'RUNNING')
      return execution
    await sleep(20)
  }
}

/** The states that an execution has entered, in their order. */
export async function statesOf(sfn: SFN, executionArn: string | undefined): Promise<string[]> {
  const { events = [] } = await sfn.getExecutionHistory({ executionArn, maxResults: 1000 })
  return events.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? [])
}
