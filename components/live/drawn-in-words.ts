import type { DrawnMachine } from '../../engine/asl/diagram/layout/index.ts'
import type { RunView } from '../../engine/simulation/views/run-view.ts'
import { STATUS_WORDS } from './state-signs.ts'

/**
 * A drawing in words, from the same machine: each state, how it stands, and where it leads.
 *
 * @param machine the drawing
 * @param view a moment of a run
 */
export function drawnInWords({ nodeOf, edges }: Pick<DrawnMachine, 'nodeOf' | 'edges'>, view?: Pick<RunView, 'states'>): string {
  return Object.keys(nodeOf).map((state) => {
    const status = view?.states.get(state)
    const leads = edges.filter(edge => edge.from === state).map(edge =>
      `${edge.to ?? 'the end'}${edge.label ? ` on ${edge.label}` : ''}`)
    return `${state}${status ? ` (${STATUS_WORDS[status]})` : ''}${leads.length > 0 ? ` leads to ${leads.join(', ')}` : ''}.`
  }).join(' ')
}
