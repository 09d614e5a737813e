import type { DrawnMachine } from '../../engine/asl/diagram/layout/index.ts'
import type { RunView, StateStatus } from '../../engine/simulation/views/run-view.ts'
import { STATUS_SIGNS } from '../live/state-signs.ts'

/** The part of a view that a drawing shows. */
type Shown = Pick<RunView, 'states' | 'active' | 'taken'>

/**
 * A machine's drawing as it stands at a moment of a run, as LiveDiagram.vue marks it in the browser: states tinted and signed, transitions lit.
 *
 * @param machine a drawing, and which of its parts is which state
 * @param view the moment
 * @returns the drawing as text
 */
export function markedDrawing({ svg, nodeOf, edges }: DrawnMachine, view: Shown): string {
  const statusOf = new Map(Object.entries(nodeOf).map(([state, id]) => [id, view.states.get(state)]))
  const failing = new Set([...svg.matchAll(/<g class="[^"]*\basl-fail\b[^"]*"[^>]*? data-id="([^"]+)"/g)].map(match => match[1]))
  const ended = (state: string) => (view.states.get(state) === 'succeeded' && !view.active.includes(state))
    || (view.states.get(state) === 'failed' && failing.has(nodeOf[state]))
  const classes = new Map(edges.map((edge) => {
    const taken = view.taken.some(({ from, to, caught }) =>
      (edge.kind === 'start' ? from === undefined : from === edge.from) && to === edge.to && (edge.kind === 'catch') === caught)
    || (edge.kind === 'end' && !!edge.from && ended(edge.from))
    return [String(edge.index), `${taken ? ' is-taken' : ''}${edge.kind === 'catch' ? ' is-catch' : ''}`]
  }))
  return svg
    .replace(/<g class="([^"]*)"([^>]*? data-index="(\d+)")/g, (_, names: string, rest: string, index: string) => `<g class="${names}${classes.get(index) ?? ''}"${rest}`)
    .replace(/<g class="([^"]*)"([^>]*? data-id="([^"]+)"[^>]*>)(\s*<(?:rect|path|polygon|circle)\b[^>]*>)?/g, (all, names: string, rest: string, id: string, shape = '') => {
      const status = statusOf.get(id)
      return status ? `<g class="${names} is-${status}"${rest}${shape}${sign(status, shape, names.includes('cluster'))}` : all
    })
}

/** The sign of a status at the left of a shape whose place its attributes say. */
function sign(status: StateStatus, shape: string, isCluster: boolean): string {
  const [x, y, height] = ['x', 'y', 'height'].map(name => Number(new RegExp(` ${name}="([^"]+)"`).exec(shape)?.[1] ?? Number.NaN)) as [number, number, number]
  return Number.isFinite(x + y + height)
    ? `<g class="sign" transform="translate(${x + 16} ${isCluster ? y + 16 : y + height / 2})"><path d="${STATUS_SIGNS[status]}"/></g>`
    : ''
}
