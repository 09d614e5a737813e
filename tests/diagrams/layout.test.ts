import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { drawMachine } from '../../engine/asl/diagram/layout/index.ts'
import { graphOf } from '../../engine/asl/diagram/layout/graph.ts'
import { labelWidth } from '../../engine/asl/diagram/layout/letters.ts'
import { FONT_SIZE, type PlacedNode, type PlacedScope, placeScope } from '../../engine/asl/diagram/layout/place.ts'
import { parseDefinition, toMermaid } from '../../engine/asl/index.ts'
import type { StateMachineDefinition } from '../../engine/asl/index.ts'
import { measureLabels } from '../../scripts/diagrams/measure-letters.ts'
import { faultsOf } from './plain-svg.ts'

const snippets = join(import.meta.dirname, '..', '..', 'snippets')
const machines = readdirSync(snippets, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.asl.yaml')).sort()
const read = (file: string) => parseDefinition(readFileSync(join(snippets, file), 'utf8')).definition!

/** Boxes of a scope that lie over each other, or stand out of the frame; and labels wider than their box. */
function crowded({ nodes, edges, width, height }: PlacedScope): string[] {
  const faults: string[] = []
  for (const { edge, points } of edges) {
    if (points.some(({ x, y }) => x < 0 || y < 0 || x > width || y > height)) faults.push(`the way from ${edge.fromId} to ${edge.toId} stands out`)
  }
  const name = ({ node }: PlacedNode) => node.lines[0] ?? node.form
  nodes.forEach((one, index) => {
    if (one.x - one.width / 2 < -1 || one.y - one.height / 2 < -1 || one.x + one.width / 2 > width + 1 || one.y + one.height / 2 > height + 1) faults.push(`${name(one)} stands out`)
    if (one.node.lines.some(line => labelWidth(line, FONT_SIZE) > one.width - 20)) faults.push(`${name(one)} is cut`)
    for (const other of nodes.slice(index + 1)) {
      if (Math.abs(one.x - other.x) < (one.width + other.width) / 2 && Math.abs(one.y - other.y) < (one.height + other.height) / 2) faults.push(`${name(one)} lies over ${name(other)}`)
    }
    for (const { scope, x } of one.inner) {
      faults.push(...crowded(scope))
      if (x < 0 || x + scope.width > one.width) faults.push(`what is in ${name(one)} stands out`)
    }
  })
  return faults
}

const exercises = join(import.meta.dirname, '..', '..', 'exercises')

describe('A diagram that is laid out without a browser', () => {
  test('has all its lines within its frame, for what the exercises begin and end with', () => {
    const texts = readdirSync(exercises, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.asl.yaml'))
    const faults = texts.map(file => [file, ...crowded(placeScope(graphOf(parseDefinition(readFileSync(join(exercises, file), 'utf8')).definition!).root))]).filter(({ length }) => length > 1)
    expect(faults).toEqual([])
  })

  test.each(machines)('says what the slides’ diagram says: %s', (file) => {
    const definition = read(file)
    const drawn = drawMachine(definition)
    const mermaid = toMermaid(definition)
    expect({ ...drawn.nodeOf }).toEqual({ ...mermaid.nodeOf })
    const said = (edges: typeof drawn.edges) => edges.map(({ id, index, ...edge }) => JSON.stringify(edge, Object.keys(edge).sort())).sort()
    expect(said(drawn.edges)).toEqual(said(mermaid.edges))
    for (const id of Object.values(drawn.nodeOf)) expect(drawn.svg).toContain(`data-id="${id}"`)
    for (const { index } of drawn.edges) expect(drawn.svg).toContain(`<g class="edge${drawn.edges[index]!.kind === 'catch' ? ' is-dashed' : ''}" data-index="${index}"`)
    expect(drawn.svg).not.toMatch(/NaN|undefined|Infinity/)
    expect(faultsOf(drawn.svg)).toEqual([])
    expect(crowded(placeScope(graphOf(definition).root))).toEqual([])
    expect(drawMachine(structuredClone(definition))).toEqual(drawn)
  })

  test('shows what leads nowhere, and what nothing leads to', () => {
    const definition = { StartAt: 'Gone', States: { Alone: { Type: 'Pass', Next: 'Shp' }, Ship: { Type: 'Succeed' } } } as StateMachineDefinition
    const { svg, edges } = drawMachine(definition)
    expect(svg.match(/class="node is-missing"/g)).toHaveLength(2)
    expect(svg).toContain('>no such state</tspan>')
    expect(svg).toMatch(/class="node asl-state asl-pass is-unreachable"/)
    expect(edges.map(({ to }) => to)).toEqual(['Gone', 'Shp', undefined])
  })

  test.each([
    ['no states', { StartAt: 'A', States: {} }],
    ['states that are none', { StartAt: 1, States: { A: null, B: 'x', C: [] } }],
    ['a list of states', { States: [] }],
    ['branches that are none', { StartAt: 'P', States: { P: { Type: 'Parallel', Branches: [null, 1, { States: { A: { Type: 'Pass', Next: 'P' } } }] } } }],
    ['a state that leads to itself', { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'A' } } }],
    ['names that mean something elsewhere', { StartAt: 'constructor', States: { 'constructor': { Type: 'Pass', Next: '__proto__' }, '__proto__x': { Type: 'Pass', Next: 'constructor' }, '<b>&"': { Type: 'Wait' } } }],
  ])('takes %s', (_, definition) => {
    const { svg } = drawMachine(definition as unknown as StateMachineDefinition)
    expect(faultsOf(svg)).toEqual([])
    expect(svg).not.toMatch(/NaN|undefined|Infinity/)
  })

  test('knows the width of labels as a browser measures them', async () => {
    const texts = ['ReserveStock', 'callback, at most 7 d · retry ×3', 'Shipping.NotShipped', 'status = "DONE" and not (paid)', 'Straße Ørsted čaj']
    const measured = await measureLabels(texts)
    texts.forEach((text, at) => {
      const ratio = labelWidth(text, 1000) / measured[at]!
      expect(ratio, text).toBeGreaterThan(0.98)
      expect(ratio, text).toBeLessThan(1.05)
    })
  })
})
