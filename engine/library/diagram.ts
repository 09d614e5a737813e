/**
 * A state machine drawn as a Mermaid flowchart.
 *
 * @module
 */

export { toMermaid } from '../asl/index.ts'
export type { Diagram, DiagramEdge, DiagramOptions, EdgeKind } from '../asl/index.ts'
