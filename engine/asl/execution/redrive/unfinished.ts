import type { StoppedStrand } from './stopped.ts'
import { StateVisit, type Strand, type UnfinishedStrand } from '../strand.ts'
import type { VisitedState } from '../visited-state.ts'

/** The strand that a redrive goes on from, its visit on a strand that runs. */
export function unfinishedStrand(stopped: StoppedStrand, running: Strand): UnfinishedStrand {
  const { lastEventId, variables, result, state } = stopped
  return { lastEventId, variables, result, visit: state && unfinishedVisit(stopped, state, running) }
}

function unfinishedVisit({ rawInput, enteredId, previousId, enteredAfter, progress }: StoppedStrand, state: VisitedState, running: Strand): StateVisit {
  const visit = new StateVisit(running, state, rawInput)
  visit.enteredId = enteredId
  visit.previousId = previousId
  visit.enteredAt = running.execution.startedAt + enteredAfter
  visit.progress = progress?.map(strand => strand && unfinishedStrand(strand, running))
  return visit
}
