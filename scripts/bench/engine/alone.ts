import { AWS_LIMITS, Clock, prepare, startExecution, type Execution, type Json, type Limits, type StateMachine, type StateMachineDefinition } from '../../../engine/asl/index.ts'
import { seededRandom } from '../../../engine/simulation/index.ts'
import { collect, heldBy, median, time } from './measure.ts'

const endless = prepare({
  StartAt: 'Lap',
  States: {
    'Lap': { Type: 'Pass', Parameters: { 'lap.$': 'States.MathAdd($.lap, 1)' }, Next: 'Over?' },
    'Over?': { Type: 'Choice', Choices: [{ Variable: '$.lap', NumericLessThan: 0, Next: 'Over' }], Default: 'Lap' },
    'Over': { Type: 'Succeed' },
  },
} as unknown as StateMachineDefinition)

const distributed = prepare({
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'One', States: { One: { Type: 'Pass', End: true } } },
      ResultPath: null,
      End: true,
    },
  },
} as unknown as StateMachineDefinition)

/** A loop without end, until the history is full; its events are read in AWS's shape. */
async function fill(events: number): Promise<Execution> {
  const execution = await run(endless, { lap: 0 }, { events })
  if (execution.events.length !== events) throw new Error(`The history has ${execution.events.length} events instead of ${events}.`)
  return execution
}

async function mapRun(children: number): Promise<Execution> {
  const execution = await run(distributed, { items: Array.from({ length: children }, (_, index) => index) })
  const done = execution.mapRuns[0]?.executionCounts.succeeded
  if (done !== children) throw new Error(`${done} of ${children} children succeeded: ${execution.cause}`)
  return execution
}

async function run(machine: StateMachine, input: Json, limits: Partial<Limits> = {}): Promise<Execution> {
  const clock = new Clock()
  const execution = startExecution(machine, { clock, input, limits, random: seededRandom(1), tasks: (call) => void call.crash('No task was expected.') })
  await clock.run()
  return execution
}

/** The first time in this process, and the median of `rounds` more, in milliseconds. */
async function firstAndMedian(work: () => Promise<unknown>, rounds: number): Promise<string> {
  collect()
  const first = await time(work)
  const more: number[] = []
  for (let round = 0; round < rounds; round++) {
    collect()
    more.push(await time(work))
  }
  return `${first.toFixed(1)} ms the first time, ${median(more).toFixed(1)} ms after that (median of ${rounds})`
}

/** Measures and prints what nobody else's engine is needed for. */
export async function measureAlone(rounds: number): Promise<void> {
  console.log(`\nA run of ${AWS_LIMITS.events.toLocaleString('en')} events: ${await firstAndMedian(() => fill(AWS_LIMITS.events), rounds)}`)
  console.log(`A Distributed Map of 10,000 children: ${await firstAndMedian(() => mapRun(10_000), rounds)}`)

  console.log('\nTime and memory by length of the history; a straight line has the same figures in every row.')
  const rows: Record<string, object> = {}
  for (const events of [1000, 10_000, 100_000]) {
    const times: number[] = []
    for (let round = 0; round < rounds; round++) {
      collect()
      times.push(await time(() => fill(events), 50))
    }
    const bytes = await heldBy(() => fill(events))
    rows[`${events.toLocaleString('en')} events`] = {
      'ms': Math.round(median(times) * 10) / 10,
      'ns an event': Math.round(median(times) * 1e6 / events),
      'MB': Math.round(bytes / 1e4) / 100,
      'bytes an event': Math.round(bytes / events),
    }
  }
  console.table(rows)
}
