import type { StateMachineDefinition } from '../../definition/types.ts'
import { isObject, type JsonObject } from '../../query/json.ts'
import type { DiagramEdge } from '../mermaid.ts'
import { END_ID, START_ID } from '../mermaid.ts'
import { shortened } from '../label.ts'
import { NodeIds } from '../node-id.ts'
import { reachableStates, scopesOf, type Scope } from '../../definition/scopes.ts'
import { containerMarks, stateMarks } from '../state-marks.ts'
import { endsExecution, transitionsOf } from '../transitions.ts'

/** A state, a marker, or a place that a transition names and that is no state. */
export interface GraphNode {
  id: string
  form: 'state' | 'end-state' | 'begin' | 'finish' | 'missing'
  /** Classes that the style sheet of diagrams knows: `asl-state`, `asl-task`, … */
  classes: string[]
  /** The name, and below it what a reader wants to know without the definition. */
  lines: string[]
  /** The scopes inside a Parallel or Map state. */
  inner: ScopeGraph[]
}

/** Transitions never leave a scope, so each is laid out by itself. */
export interface ScopeGraph {
  nodes: GraphNode[]
  edges: (DiagramEdge & { fromId: string, toId: string })[]
}

export interface MachineGraph {
  root: ScopeGraph
  nodeOf: Record<string, string>
  edges: DiagramEdge[]
}

const NAME_LENGTH = 34
const EDGE_LENGTH = 30

/**
 * A definition as nodes and edges, as it is: states that nothing reaches have the class `is-unreachable`, and a transition to a state
 * that there is not ends in a node of the form `missing`, which has the name that was meant.
 *
 * @param definition a definition as it was read, valid or not
 */
export function graphOf(definition: StateMachineDefinition): MachineGraph {
  const ids = new NodeIds()
  const nodeOf: Record<string, string> = Object.create(null)
  const edges: DiagramEdge[] = []
  const root: Scope = { start: definition.StartAt, states: isObject(definition.States) ? definition.States as unknown as JsonObject : {} }
  return { root: scopeGraph(root, true), nodeOf, edges }

  function scopeGraph(scope: Scope, outermost: boolean): ScopeGraph {
    const names = Object.keys(scope.states).filter((name) => isObject(scope.states[name]))
    const reached = reachableStates(scope)
    const nodes = names.map((name) => stateNode(name, scope.states[name] as JsonObject, reached.has(name)))
    const graph: ScopeGraph = { nodes, edges: [] }
    const missing = new Map<string, string>()
    const idOf = (name: string): string => {
      if (names.includes(name)) return nodeOf[name]!
      if (!missing.has(name)) {
        missing.set(name, `missing_${edges.length}_${missing.size}`)
        nodes.push({ id: missing.get(name)!, form: 'missing', classes: ['is-missing'], lines: [short(name, NAME_LENGTH), 'no such state'], inner: [] })
      }
      return missing.get(name)!
    }
    if (outermost && typeof scope.start === 'string') {
      nodes.unshift({ id: START_ID, form: 'begin', classes: ['begin'], lines: [], inner: [] })
      add(graph, { to: scope.start, kind: 'start' }, START_ID, idOf(scope.start))
    }
    for (const transition of transitionsOf(scope, names, outermost)) add(graph, transition, nodeOf[transition.from!]!, transition.to === undefined ? END_ID : idOf(transition.to))
    if (outermost && names.some((name) => endsExecution(scope.states[name]))) nodes.push({ id: END_ID, form: 'finish', classes: ['finish'], lines: [], inner: [] })
    return graph
  }

  function add(graph: ScopeGraph, { label, ...edge }: Omit<DiagramEdge, 'id' | 'index'>, fromId: string, toId: string): void {
    const index = edges.length
    const whole: DiagramEdge = { id: `e${index}`, index, ...edge, ...(label === undefined ? {} : { label }) }
    edges.push(whole)
    graph.edges.push({ ...whole, fromId, toId, ...(label === undefined ? {} : { label: short(label, EDGE_LENGTH) }) })
  }

  function stateNode(name: string, state: JsonObject, isReached: boolean): GraphNode {
    const id = nodeOf[name] = ids.of(name)
    const kind = typeof state.Type === 'string' ? state.Type.replace(/[^A-Za-z]/g, '').toLowerCase() : ''
    const scopes = scopesOf(state).filter((scope) => Object.values(scope.states).some(isObject))
    const marks = scopes.length > 0 ? containerMarks(state) : stateMarks(state)
    return {
      id,
      form: state.Type === 'Succeed' || state.Type === 'Fail' ? 'end-state' : 'state',
      classes: ['asl-state', ...(kind === '' ? [] : [`asl-${kind}`]), ...(isReached ? [] : ['is-unreachable'])],
      lines: scopes.length > 0 ? [[short(name, NAME_LENGTH) || '-', ...marks].join(' · ')] : [short(name, NAME_LENGTH) || '-', ...marks.map((mark) => short(mark, NAME_LENGTH))],
      inner: scopes.map((scope) => scopeGraph(scope, false)),
    }
  }
}

function short(text: string, length: number): string {
  return shortened(text, length).join('')
}
