import type { StateMachineDefinition } from '../definition/types.ts'
import { isObject, type JsonObject } from '../query/json.ts'
import { labelText } from './label.ts'
import { NodeIds } from './node-id.ts'
import { reachableStates, scopesOf, type Scope } from '../definition/scopes.ts'
import { containerMarks, stateMarks } from './state-marks.ts'
import { endsExecution, type Transition, transitionsOf } from './transitions.ts'

export interface DiagramOptions {
  /** `TB` from top to bottom (default), `LR` from left to right. */
  direction?: 'TB' | 'LR'
  /** `short` (default): marks in the nodes, conditions and error names on the edges. `edges`: no marks. `none`: names only. */
  labels?: 'short' | 'edges' | 'none'
  /** Leave out states that no transition reaches. */
  onlyReachable?: boolean
  /**
   * Where the states stand, row by row: state names, `start`, `end`, or undefined for a place left free. Written into the source as a
   * comment that our own drawing reads; Mermaid by itself does not. States of inner machines have no place of their own.
   */
  grid?: readonly (readonly (string | undefined)[])[]
}

export interface DiagramEdge extends Transition {
  /** The edge's id in the Mermaid source: `e0`, `e1`, … in the order of the source. */
  id: string
  index: number
}

export interface Diagram {
  /** Mermaid source, without theme: colours are the page's. */
  source: string
  /** Mermaid node id of every drawn state; Parallel and Map states are subgraphs of that id. */
  nodeOf: Record<string, string>
  edges: DiagramEdge[]
}

/** Ids of the two markers. No state's id can be one of them: those begin with `s_`. */
export const START_ID = 't_start'
export const END_ID = 't_end'

const NAME_LENGTH = 48
const EDGE_LENGTH = 40

/**
 * Draws a state machine as a Mermaid flowchart.
 *
 * In the drawing that Mermaid makes of it under the id `svg`, the node of a state is `#svg-flowchart-<node id>-<number>`, the
 * box of a Parallel or Map state `#svg-<node id>`, and an edge `#svg-<edge id>`. Nodes have the classes `asl-state` and
 * `asl-<type>` (`asl-task`, …).
 *
 * States keep the order of the source. Choice rules carry their condition, Catch edges are dashed and carry their error
 * names, a state with Retry says how often, Parallel and Map are subgraphs. The same definition gives the same source,
 * and a state's node id depends on its name only. Takes invalid definitions too: transitions to nowhere are left out.
 * Mermaid itself stops at 500 edges and 50,000 characters unless `maxEdges` and `maxTextSize` allow more.
 *
 * @returns the source, the node of each state and the edges in the order of the source
 * @see https://mermaid.js.org/syntax/flowchart.html
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-states.html
 */
export function toMermaid(definition: StateMachineDefinition, options: DiagramOptions = {}): Diagram {
  return new Drawing(options).draw(definition)
}

class Drawing {
  readonly #ids = new NodeIds()
  readonly #lines: string[] = []
  readonly #edges: DiagramEdge[] = []
  readonly #nodeOf: Record<string, string> = Object.create(null)
  readonly #direction: 'TB' | 'LR'
  readonly #marks: boolean
  #labels: boolean
  readonly #onlyReachable: boolean
  readonly #grid: DiagramOptions['grid']

  constructor({ direction = 'TB', labels = 'short', onlyReachable = false, grid }: DiagramOptions) {
    this.#direction = direction
    this.#marks = labels === 'short'
    this.#labels = labels !== 'none'
    this.#onlyReachable = onlyReachable
    this.#grid = grid
  }

  draw(definition: StateMachineDefinition): Diagram {
    this.#lines.push(`flowchart ${this.#direction}`)
    const scope: Scope = { start: definition?.StartAt, states: isObject(definition?.States) ? (definition.States as unknown as JsonObject) : {} }
    const names = this.#names(scope)
    const ends = names.some((name) => endsExecution(scope.states[name]))
    if (typeof scope.start === 'string' && names.includes(scope.start)) {
      this.#line(1, `${START_ID}@{ shape: sm-circ, label: " " }`)
    }
    this.#scope(scope, names, 1)
    if (ends) {
      this.#line(1, `${END_ID}@{ shape: fr-circ, label: " " }`)
    }
    if (typeof scope.start === 'string' && names.includes(scope.start)) this.#edge(1, { to: scope.start, kind: 'start' })
    this.#transitions(scope, names, 1, true)
    if (this.#grid) {
      const ids: Record<string, string> = { start: START_ID, end: END_ID, ...this.#nodeOf }
      const cell = (name: string | undefined): string => ids[name ?? ''] ?? '.'
      this.#line(1, `%% grid: ${this.#grid.map((row) => row.map(cell).join(' ')).join(' | ')}`)
    }
    return { source: `${this.#lines.join('\n')}\n`, nodeOf: this.#nodeOf, edges: this.#edges }
  }

  #names(scope: Scope): string[] {
    const names = Object.keys(scope.states).filter((name) => isObject(scope.states[name]))
    if (!this.#onlyReachable) return names
    const reached = reachableStates(scope)
    return names.filter((name) => reached.has(name))
  }

  /** The states of one scope, containers with what is in them. */
  #scope(scope: Scope, names: readonly string[], depth: number): void {
    for (const name of names) {
      const state = scope.states[name] as JsonObject
      const inner = scopesOf(state)
      if (inner.length > 0 && inner.some((branch) => Object.values(branch.states).some(isObject))) this.#container(name, state, inner, depth)
      else this.#node(name, state, depth)
    }
  }

  #node(name: string, state: JsonObject, depth: number): void {
    const id = this.#id(name)
    const kind = typeof state.Type === 'string' ? state.Type.replace(/[^A-Za-z]/g, '').toLowerCase() : ''
    const marks = this.#marks ? stateMarks(state) : []
    const title = labelText(name, NAME_LENGTH) || '-'
    const text = [title, ...marks.map((mark) => labelText(mark, NAME_LENGTH))].join('<br/>')
    const [open, close] = state.Type === 'Succeed' || state.Type === 'Fail' ? ['([', '])'] : ['[', ']']
    this.#line(depth, `${id}${open}"${text}"${close}`)
    this.#line(depth, `class ${id} asl-state${kind === '' ? '' : `,asl-${kind}`}`)
  }

  #container(name: string, state: JsonObject, inner: readonly Scope[], depth: number): void {
    const id = this.#id(name)
    const marks = this.#marks ? containerMarks(state) : []
    const title = [labelText(name, NAME_LENGTH), ...marks.map((mark) => labelText(mark, NAME_LENGTH))].join(' · ')
    this.#line(depth, `subgraph ${id}["${title}"]`)
    // On a grid, room beside the code counts: three branches or more stand one under the other, and their edges have no labels.
    const rows = this.#grid !== undefined && inner.length >= 3
    const labels = this.#labels
    this.#labels &&= !rows
    this.#line(depth + 1, `direction ${rows ? 'LR' : this.#direction}`)
    for (const branch of inner) {
      const names = this.#names(branch)
      this.#scope(branch, names, depth + 1)
      this.#transitions(branch, names, depth + 1, false)
    }
    this.#labels = labels
    this.#line(depth, 'end')
  }

  #transitions(scope: Scope, names: readonly string[], depth: number, toEnd: boolean): void {
    const known = new Set(names)
    for (const transition of transitionsOf(scope, names, toEnd)) {
      if (transition.to === undefined || known.has(transition.to)) this.#edge(depth, transition)
    }
  }

  #edge(depth: number, edge: Omit<DiagramEdge, 'id' | 'index'>): void {
    const index = this.#edges.length
    const id = `e${index}`
    this.#edges.push({ id, index, ...edge })
    const from = edge.from === undefined ? START_ID : this.#id(edge.from)
    const to = edge.to === undefined ? END_ID : this.#id(edge.to)
    const label = this.#labels && edge.label ? `|"${labelText(edge.label, EDGE_LENGTH)}"|` : ''
    this.#line(depth, `${from} ${id}@${edge.kind === 'catch' ? '-.->' : '-->'}${label} ${to}`)
  }

  #id(name: string): string {
    return (this.#nodeOf[name] = this.#ids.of(name))
  }

  #line(depth: number, text: string): void {
    this.#lines.push('  '.repeat(depth) + text)
  }
}
