import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright/test'
import { expect, test } from 'playwright/test'
import { toMermaid, type StateMachineDefinition } from '../../../engine/asl/index.ts'
import { VALID_MACHINES } from '../definition/valid-machines.ts'

// What Mermaid itself makes of the source: everything is drawn under its id, and names look as they are.

const mermaidFolder = dirname(createRequire(import.meta.url).resolve('mermaid'))

/** Names that mean something to Mermaid, Markdown, HTML or JavaScript. */
const HOSTILE = [
  'end', 'graph', 'subgraph', 'flowchart', 'style', 'class', 'click', 'default', 'direction TB', 'go in direction LR now', 'accTitle: x', 'accDescr { x }', 'linkStyle default', 'o', 'x', 'Reserve', 'reserve',
  '%%{init: {theme: dark}}%%', '%% note', 'a]b', 'a[b', 'a|b', 'a;b', '(round)', '{{hex}}', '-->', '~~~', '@{ shape: x }', 'e1@-->', ':::big', '---',
  '<b>bold</b>', '<script>alert(1)</script>', '<br/>', '&lt;', '&amp; co', '#35;', '#quot;', '`code`', '_u_', '__proto__', 'constructor', '1. one', '- item', '# head', '> said', '[a](b)',
  'https://example.com', 'www.example.com', 'a@b.example', 'fa:fa-car', '$$x^2$$', '\\n', 'a\\b', '🎉 party', '日本語', 'مرحبا', 'Grüße, Jörg', "don't", '100 %',
]

interface Drawn {
  error?: string
  /** Text by DOM id of node and box, without white space: Mermaid makes lines of long names. */
  texts: Record<string, string>
  edges: string[]
  edgeTexts: string[]
}

async function drawIn(page: Page, source: string): Promise<Drawn> {
  return page.evaluate(async (text) => {
    const { mermaid } = window as unknown as { mermaid: { initialize: (config: object) => void, render: (id: string, source: string) => Promise<{ svg: string }> } }
    mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', layout: 'dagre', htmlLabels: false, flowchart: { htmlLabels: false } })
    try {
      const { svg } = await mermaid.render('d', text)
      document.body.innerHTML = svg
      const all = (selector: string) => [...document.querySelectorAll(selector)]
      const textOf = (element: Element) => (element.textContent ?? '').replaceAll('\u2060', '').replace(/\s+/g, '')
      return {
        texts: Object.fromEntries(all('.node, .cluster').map((element) => [element.id, textOf(element)])),
        edges: all('path.flowchart-link').map(({ id }) => id),
        edgeTexts: all('.edgeLabel .label').map(textOf),
      }
    } catch (error) {
      return { error: String((error as Error).message), texts: {}, edges: [], edgeTexts: [] }
    }
  }, source)
}

/** A name as it is shown: the two signs that Mermaid can not show have a double, and white space is left out. */
const shown = (name: string): string => name.replaceAll('"', '”').replaceAll('*', '∗').replace(/\s+/g, '')

test.beforeEach(async ({ page }) => {
  await page.setContent('<!doctype html><body></body>')
  await page.addScriptTag({ path: join(mermaidFolder, 'mermaid.min.js') })
})

test('names that mean something to somebody are shown as they are', async ({ page }) => {
  const States: Record<string, object> = Object.create(null)
  HOSTILE.forEach((name, index) => {
    const next = HOSTILE[(index + 1) % HOSTILE.length]!
    States[name] = index % 3 === 0
      ? { Type: 'Choice', Choices: [{ Variable: `$.${name}`, StringEquals: name, Next: next }], Default: HOSTILE[0] }
      : { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', ...(index % 3 === 1 ? { Retry: [{ ErrorEquals: [name] }] } : {}), Catch: [{ ErrorEquals: [name], Next: HOSTILE[0] }], Next: next }
  })
  const { source, nodeOf, edges } = toMermaid({ StartAt: HOSTILE[0]!, States } as unknown as StateMachineDefinition)
  const drawn = await drawIn(page, source)
  expect(drawn.error).toBeUndefined()
  for (const name of HOSTILE) {
    const [, text] = Object.entries(drawn.texts).find(([id]) => id.startsWith(`d-flowchart-${nodeOf[name]}-`)) ?? []
    expect(text?.replace(/choice$/, '').replace(/retry×3$/, '')).toBe(shown(name))
  }
  for (const { id, kind, label } of edges) {
    expect(drawn.edges).toContain(`d-${id}`)
    if (kind === 'catch' && label!.length < 40) expect(drawn.edgeTexts).toContain(shown(label!))
  }
})

test('a hostile name as title of a box', async ({ page }) => {
  for (const name of ['end', '<b>x</b>', '[a](b) *c* _d_', '"']) {
    const inner = { StartAt: 'In', States: { In: { Type: 'Succeed' } } }
    const { source, nodeOf } = toMermaid({ StartAt: name, States: { [name]: { Type: 'Parallel', Branches: [inner], End: true } } } as unknown as StateMachineDefinition)
    const drawn = await drawIn(page, source)
    expect(drawn.error).toBeUndefined()
    expect(drawn.texts[`d-${nodeOf[name]}`]).toBe(shown(name))
  }
})

for (const [title, definition] of Object.entries(VALID_MACHINES)) {
  test(`${title}: every state and every edge is there under its id`, async ({ page }) => {
    const { source, nodeOf, edges } = toMermaid(definition)
    const drawn = await drawIn(page, source)
    expect(drawn.error).toBeUndefined()
    const ids = Object.keys(drawn.texts)
    for (const id of Object.values(nodeOf)) expect(ids.some((found) => found === `d-${id}` || found.startsWith(`d-flowchart-${id}-`))).toBe(true)
    expect([...drawn.edges].sort()).toEqual(edges.map(({ id }) => `d-${id}`).sort())
  })
}
