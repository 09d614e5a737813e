import type { Recording } from '../simulation/recording/types.ts'
import { printable, type Paint } from './terminal.ts'

/** One stay in a state, as a line of the account of a run. */
interface Stay {
  name: string
  type: string
  /** Seconds since the start. */
  entered: number
  left?: number
  /** The concurrent branch, outermost first: `Map[3]`, `Parallel{1}`. */
  branch: readonly string[]
  outcome: 'succeeded' | 'caught' | 'failed' | 'stopped' | 'open'
  error?: string
  attempts: number
}

/** More states than anyone reads; the rest is in --history. */
const MAX_LINES = 200

/** Tells a run state by state, in the order the states were entered. */
export function narrate(recording: Recording, paint: Paint): string[] {
  const stays = staysOf(recording)
  const shown = stays.slice(0, MAX_LINES)
  const width = Math.min(40, Math.max(0, ...shown.map(({ name, branch }) => name.length + branch.length * 2)))
  const lines = shown.map((stay) => line(stay, width, paint))
  if (stays.length > shown.length) lines.push(paint('dim', `… and ${stays.length - shown.length} more states`))
  return lines
}

function staysOf(recording: Recording): Stay[] {
  const start = Date.parse(recording.startedAt)
  const stays: Stay[] = []
  const open = new Map<string, Stay[]>()
  for (const event of recording.events) {
    const at = (event.timestamp - start) / 1000
    const branch = recording.branches[event.id] ?? []
    const key = branch.join('/')
    const current = open.get(key)?.at(-1)
    if (event.stateEnteredEventDetails) {
      const stay: Stay = { name: event.stateEnteredEventDetails.name, type: event.type.replace('StateEntered', ''), entered: at, branch, outcome: 'open', attempts: 0 }
      stays.push(stay)
      open.set(key, [...(open.get(key) ?? []).slice(-1), stay])
    } else if (event.stateExitedEventDetails) {
      const { name } = event.stateExitedEventDetails
      const stay = open.get(key)?.findLast((candidate) => candidate.name === name) ?? stays.findLast((candidate) => candidate.name === name && candidate.left === undefined)
      if (stay) Object.assign(stay, { left: at, outcome: stay.error === undefined ? 'succeeded' : 'caught' })
    } else if (current) note(current, event as unknown as Record<string, unknown> & { type: string })
  }
  for (const stay of stays) if (stay.left === undefined) stay.outcome = outcomeOf(stay, stays, recording)
  return stays
}

/** What became of a state that was never left: it failed, was stopped because something around it failed, or is still open. */
function outcomeOf(stay: Stay, stays: readonly Stay[], { status }: Recording): Stay['outcome'] {
  if (stay.type === 'Fail' || stay.error !== undefined) return 'failed'
  if (status !== 'RUNNING') return 'stopped'
  const containers = stay.branch.map((frame) => frame.replace(/(\[\d+\]|\{\d+\})$/, ''))
  return containers.some((name) => stays.findLast((other) => other.name === name)?.left !== undefined) ? 'stopped' : 'open'
}

function note(stay: Stay, event: Record<string, unknown> & { type: string }): void {
  if (event.type.endsWith('Scheduled')) {
    stay.attempts++
    delete stay.error
  }
  if (/(Succeeded|Started)$/.test(event.type)) delete stay.error
  if (!/(Failed|TimedOut)$/.test(event.type) || event.type.startsWith('Execution')) return
  const details = Object.values(event).find((value): value is { error?: string } => typeof value === 'object' && value !== null && 'error' in value)
  stay.error = details?.error ?? CONTAINER_FAILURES[event.type.replace('State', '')] ?? event.type
}

/** Events of a Parallel or Map state name no error; that stands in the branch that failed. */
const CONTAINER_FAILURES: Record<string, string> = { ParallelFailed: 'a failed branch', MapFailed: 'a failed iteration' }

const SIGNS = { succeeded: ['✓', 'green'], caught: ['↷', 'yellow'], failed: ['✗', 'red'], stopped: ['⊘', 'yellow'], open: ['…', 'blue'] } as const

function line(stay: Stay, width: number, paint: Paint): string {
  const [sign, colour] = SIGNS[stay.outcome]
  const name = `${'  '.repeat(stay.branch.length)}${printable(stay.name)}`
  const lasted = stay.left === undefined ? 0 : stay.left - stay.entered
  const remarks = [
    stay.type,
    lasted > 0 ? spell(lasted) : undefined,
    stay.attempts > 1 ? `${stay.attempts} attempts` : undefined,
    stay.error === undefined ? undefined : paint(colour, stay.outcome === 'caught' ? `caught ${printable(stay.error)}` : printable(stay.error)),
    stay.outcome === 'open' ? 'still in it' : stay.outcome === 'stopped' ? 'stopped' : undefined,
  ].filter((remark) => remark !== undefined)
  return `${paint('dim', spell(stay.entered).padStart(12))}  ${paint(colour, sign)} ${name.padEnd(width)}  ${remarks.join(', ')}`
}

/** Virtual time in its two largest units: `0 s`, `90 s`, `2 h 5 min`, `3 d 4 h`. */
export function spell(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds * 1000) / 1000} s`
  const units = [['d', 86_400], ['h', 3600], ['min', 60], ['s', 1]] as const
  const first = units.findIndex(([, size]) => seconds >= size)
  let rest = Math.round(seconds)
  const parts: string[] = []
  for (const [unit, size] of units.slice(first, first + 2)) {
    const amount = Math.floor(rest / size)
    rest -= amount * size
    if (amount > 0) parts.push(`${amount} ${unit}`)
  }
  return parts.join(' ')
}
