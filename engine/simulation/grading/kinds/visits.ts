import type { Finding } from '../grade-types.ts'
import type { Step, Subject } from '../subject.ts'
import { stateOfEvents } from '../../views/run-view.ts'
import { isStepOf, lastEvent, momentOf, stepsOf } from '../subject.ts'
import { howItEnded } from './status.ts'

/** Names that the run must come to in this order; others may lie between. */
export function checkVisits(asked: string[], { runs: [run] }: Subject): Finding | undefined {
  const steps = stepsOf(run!)
  let found = 0
  let last: Step | undefined
  for (const step of steps) {
    if (found < asked.length && isStepOf(step, asked[found]!)) {
      last = step
      found++
    }
  }
  if (found === asked.length)
    return undefined
  const { before, missing, instead } = divergence(asked, steps) ?? { before: last, missing: asked[found]!, instead: undefined }
  const next = instead ?? (before ? steps.find(step => step.event.id > before.event.id && step.called === undefined) : steps[0])
  const actual = next?.state ?? run!.recording.status
  const at = momentOf(run!, next?.event ?? lastEvent(run!))
  const came = next ? `${next.state} was entered` : howItEnded(run!).replace(/\.$/, '').replace(/^The run/, 'the run').replace(/^After/, 'after')
  const message = before ? `${nameOf(before)} ${outcomeOf(before)}. After it ${missing} was expected, ${came}.` : `${missing} was expected first, ${came}.`
  return { expected: missing, actual, message, at }
}

/** The first of the named steps that came where another of them should have. */
function divergence(asked: readonly string[], steps: readonly Step[]): { before: Step | undefined, missing: string, instead: Step } | undefined {
  let index = 0
  let before: Step | undefined
  for (const step of steps) {
    if (index < asked.length && isStepOf(step, asked[index]!)) {
      before = step
      index++
      continue
    }
    const again = asked.slice(0, index).some(name => isStepOf(step, name))
    if (!again && asked.slice(index).some(name => isStepOf(step, name)))
      return { before, missing: asked[index]!, instead: step }
  }
  return undefined
}

function nameOf({ called, state }: Step): string {
  return called ?? state
}

/** What became of the step, with all its tries. */
function outcomeOf({ run, event, state }: Step): string {
  const states = stateOfEvents(run.recording.events)
  let outcome = 'was begun'
  for (const later of run.recording.events.slice(event.id)) {
    if (states[later.id - 1] !== state)
      continue
    if (/(?:Failed|TimedOut)$/.test(later.type))
      outcome = 'failed'
    else if (/(?:Succeeded|StateExited)$/.test(later.type))
      return outcome === 'failed' && later.type.endsWith('StateExited') ? outcome : 'was done'
  }
  return outcome
}
