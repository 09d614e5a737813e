import type { StateMachineDefinition } from '../../definition/types.ts'
import type { DiagramEdge } from '../mermaid.ts'
import { graphOf } from './graph.ts'
import { placeScope } from './place.ts'
import { writeSvg } from './write-svg.ts'

/** A drawn state machine, with what ties its nodes and edges to states and transitions. */
export interface DrawnMachine {
  svg: string
  /** In px at 1:1, where labels are 18 px high. */
  width: number
  height: number
  /** The `data-id` of every state's node. */
  nodeOf: Record<string, string>
  edges: DiagramEdge[]
}

/**
 * Draws a state machine without a browser: for a text that somebody edits. It says and names the same things as the diagrams that
 * Mermaid lays out for the slides, and takes definitions that are not valid yet: what leads nowhere is drawn so.
 *
 * @param definition a definition as it was read
 * @returns plain SVG, without styles, ids or colours; `styles/diagram.css` tints it
 */
export function drawMachine(definition: StateMachineDefinition): DrawnMachine {
  const { root, nodeOf, edges } = graphOf(definition)
  return { ...writeSvg(placeScope(root)), nodeOf, edges }
}
