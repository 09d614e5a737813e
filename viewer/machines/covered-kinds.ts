import type { Coverage } from '../../engine/simulation/covering/types.ts'

/** Parts of one kind. */
export interface CoveredKind {
  title: string
  parts: { name: string, visits: number, shared?: true }[]
  /** How many nobody has come to. */
  missed: number
}

/**
 * What was gone through, by kind, for reading. Kinds that the machine has none of are left out.
 *
 * @param coverage what was counted
 */
export function coveredKinds({ states, transitions, catchers, retriers, choices }: Coverage): CoveredKind[] {
  const errors = (names: readonly string[]): string => names.join(', ')
  const kinds: Omit<CoveredKind, 'missed'>[] = [
    { title: 'States', parts: states.map(({ name, visits }) => ({ name, visits })) },
    { title: 'Transitions', parts: transitions.map(({ from, to, label, visits, shared }) => ({ name: `${from ?? 'start'} → ${to ?? 'end'}${label ? ` (${label})` : ''}`, visits, ...(shared ? { shared } : {}) })) },
    { title: 'Catchers', parts: catchers.map(({ state, errors: names, next, visits }) => ({ name: `${state}: ${errors(names)} → ${next ?? ''}`, visits })) },
    { title: 'Retriers', parts: retriers.map(({ state, errors: names, visits }) => ({ name: `${state}: ${errors(names)}`, visits })) },
    { title: 'Rules of choices', parts: choices.map(({ state, label, next, visits, shared }) => ({ name: `${state}: ${label} → ${next}`, visits, ...(shared ? { shared } : {}) })) },
  ]
  return kinds.filter(({ parts }) => parts.length > 0).map(kind => ({ ...kind, missed: kind.parts.filter(({ visits }) => visits === 0).length }))
}
