import type { StripRow } from './strip.ts'

/** What the Tasks of the machine without a budget may take: the seconds of a try, and how many tries. A test holds them to its file. */
export const TRIES = [
  { state: 'PriceOrder', seconds: 5, tries: 1 },
  { state: 'AskCourier', seconds: 15, tries: 2 },
  { state: 'ChargeCard', seconds: 10, tries: 1 },
] as const

/** The longest wait before the courier is asked once more, in seconds. */
export const PAUSE = 1

/**
 * Tasks one after the other, each until its timeout, and somebody who leaves on the way.
 *
 * @param leaves seconds until the caller has gone
 * @returns a row a Task, and the seconds at the end of their axis
 */
export function addedTimeouts(leaves: number): { rows: StripRow[], end: number } {
  let at = 0
  const rows = TRIES.map(({ state, seconds, tries }): StripRow => {
    const stretches = Array.from({ length: tries }, (_, n) => {
      const from = at + (n > 0 ? PAUSE : 0)
      at = from + seconds
      return { from, to: at }
    })
    return {
      name: state,
      note: tries > 1 ? `${seconds} s, and once more` : `${seconds} s`,
      comesTo: `second ${at}`,
      stretches: stretches.flatMap(({ from, to }) => [
        ...(from < leaves ? [{ from, to: Math.min(to, leaves), tone: 'work' as const }] : []),
        ...(to > leaves ? [{ from: Math.max(from, leaves), to, tone: 'vain' as const }] : []),
      ]),
    }
  })
  const caller: StripRow = { name: 'Anke waits', note: 'at API Gateway', comesTo: `second ${leaves}`, stretches: [{ from: 0, to: leaves, tone: 'spare' }], moments: [{ at: leaves, sign: 'dead', text: 'she has left' }] }
  return { rows: [caller, ...rows], end: at }
}

/**
 * When an agent stops, and who gives up on it: one with a timeout of its own, and one left alone.
 *
 * @param ends in seconds: `own`, what the agent is given; `task`, the state's TimeoutSeconds; `service`, when the integration gives up, whatever the state
 *   says; `alone`, how long an agent works by default
 */
export function agentRows({ own, task, service, alone }: { own: number, task: number, service: number, alone: number }): StripRow[] {
  return [
    { name: 'the agent ends', note: 'its own TimeoutSeconds', comesTo: `${own} s`, stretches: [{ from: 0, to: own, tone: 'work' }], moments: [{ at: own, sign: 'end', text: 'and has really stopped' }] },
    { name: 'the Task gives up', note: 'the state’s TimeoutSeconds', comesTo: `${task} s`, stretches: [{ from: 0, to: task, tone: 'spare' }], moments: [{ at: task, sign: 'dead', text: 'nothing came back' }] },
    { name: 'the service gives up', note: 'whatever the state says', comesTo: `${service} s`, stretches: [{ from: 0, to: service, tone: 'spare' }], moments: [{ at: service, sign: 'dead', text: 'all there is' }] },
    { name: 'an agent left alone', note: 'its default', comesTo: `${alone.toLocaleString('en-US')} s`, stretches: [{ from: 0, to: service, tone: 'work' }, { from: service, to: alone, tone: 'vain' }] },
  ]
}
