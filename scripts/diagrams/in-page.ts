// Runs inside the drafting page: loads Mermaid and the fonts once, then draws one source at a time.
import type { Mermaid, MermaidConfig } from 'mermaid'
import { gridOf, placeOnGrid } from './grid.ts'
import { leaveRoomForIcons } from './icon-room.ts'
import { redraw, type DraftEdge, type DraftNode, type Redrawn } from './redraw.ts'

/** What we read of Mermaid's parsed flowchart. */
interface ParsedDiagram {
  getData?: () => { nodes?: { id: string, shape?: string, cssClasses?: string }[], edges?: { id: string, start?: string, end?: string }[] }
  getEdges?: () => { id: string, classes?: string[] }[]
}

let mermaid: Mermaid
let last: Promise<unknown> = Promise.resolve()

export async function prepare(config: MermaidConfig): Promise<void> {
  // Served from its own folder, which is not beside this file.
  const address: string = '/mermaid/mermaid.esm.min.mjs'
  mermaid = ((await import(address)) as { default: Mermaid }).default
  leaveRoomForIcons()
  mermaid.initialize(config)
  await Promise.all([400, 500, 600, 700].flatMap((weight) => ['A', '\u0100'].map((sample) => document.fonts.load(`${weight} 18px "Inter Variable"`, sample))))
}

/** Drawings queue up, because they share the page. */
export function draw(source: string, fontSize: number): Promise<Redrawn | { message: string }> {
  const turn = last.then(() => drawNow(source, fontSize))
  last = turn
  return turn
}

async function drawNow(source: string, fontSize: number): Promise<Redrawn | { message: string }> {
  const holder = document.getElementById('holder')!
  try {
    const { db, type: kind } = await mermaid.mermaidAPI.getDiagramFromText(source)
    const parsed = db as ParsedDiagram
    const data = kind.startsWith('flowchart') ? parsed.getData?.() : undefined
    const classesOf = new Map(parsed.getEdges?.().map(({ id, classes }) => [id, classes]))
    const nodes: DraftNode[] = (data?.nodes ?? []).map(({ id, shape, cssClasses }) => ({ id, shape: shape ?? '', classes: cssClasses?.split(' ') ?? [] }))
    const edges: DraftEdge[] = (data?.edges ?? []).map(({ id, start, end }) => ({ id, from: start ?? '', to: end ?? '', classes: classesOf.get(id) ?? [] }))
    const { svg } = await mermaid.render('draft', source, holder)
    holder.innerHTML = svg
    const grid = gridOf(source)
    if (grid) placeOnGrid(holder.querySelector('svg')!, grid, edges)
    return redraw(holder, { kind, nodes, edges, fontSize })
  } catch (error) {
    holder.replaceChildren()
    return { message: error instanceof Error ? error.message : String(error) }
  }
}
