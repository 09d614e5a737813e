import type { Recording } from '../../../simulation/index.ts'
import { narrate, spell } from '../../narrate.ts'
import { printable, type Paint } from '../../terminal.ts'

/** What `asl run --json` prints. */
export function asJson({ status, output, error, cause, events }: Recording): string {
  return `${JSON.stringify({ status, output: output ?? null, error: error ?? null, cause: cause ?? null, events }, null, 2)}\n`
}

const COLOURS: Record<string, 'green' | 'red' | 'yellow'> = { SUCCEEDED: 'green', FAILED: 'red', TIMED_OUT: 'red', ABORTED: 'yellow' }

/**
 * What `asl run` tells a person: the run, what came of it, and how to go on where something was missing.
 *
 * @param withHistory every event instead of every state
 */
export function account(recording: Recording, withHistory: boolean, paint: Paint): string {
  const { status, error, cause, output } = recording
  const { transitions, events, dollars } = recording.meters()
  const lines = withHistory ? history(recording, paint) : narrate(recording, paint)
  lines.push(`${paint(COLOURS[status] ?? 'yellow', status)} after ${spell(recording.elapsed)}: ${transitions} transitions, ${events} events, $${Number(dollars.toPrecision(3))}`)
  if (error !== undefined) lines.push(`${paint('red', printable(error))}${cause === undefined ? '' : `: ${printable(cause)}`}`)
  if (output !== undefined) lines.push(JSON.stringify(output, null, 2))
  if (status === 'RUNNING') lines.push(waiting(recording))
  const remedy = REMEDIES.find(([says]) => cause !== undefined && says.test(cause))
  if (remedy !== undefined) lines.push(remedy[1])
  return `${lines.join('\n')}\n`
}

const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [/Nothing answers the task/, 'Answer it from a mock file with --mocks FILE --case NAME, or have every task answered plausibly with --automock.'],
  [/There is no S3 to read from|The S3 object s3:.* does not exist|The specified bucket does not exist/, 'Give it objects with --s3 BUCKET/KEY=FILE.'],
]

function waiting({ tokens }: Recording): string {
  const open = tokens.filter(({ closedAt }) => closedAt === undefined).map(({ state }) => state)
  return open.length === 0 ? 'The execution was still running.' : `Waiting for an answer with the task token of ${open.join(', ')}.`
}

function history({ events, startedAt }: Recording, paint: Paint): string[] {
  const start = Date.parse(startedAt)
  return events.map((event) => {
    const details = Object.entries(event).find(([key]) => key.endsWith('EventDetails'))?.[1] as Record<string, unknown> | undefined
    const remarks = [details?.name ?? details?.resource, details?.error].filter((remark) => typeof remark === 'string').map((remark) => printable(remark as string))
    const ids = `${String(event.id).padStart(5)} ${paint('dim', `← ${event.previousEventId}`.padEnd(7))}`
    return `${ids} ${paint('dim', spell((event.timestamp - start) / 1000).padStart(12))}  ${event.type}${remarks.length > 0 ? `  ${remarks.join('  ')}` : ''}`
  })
}
