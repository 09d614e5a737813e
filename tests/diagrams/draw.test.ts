import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { closeDraftingPage } from '../../scripts/diagrams/drafting-page.ts'
import { drawDiagram, DRAWN } from '../../scripts/diagrams/draw.ts'
import { shippedDiagrams } from '../../scripts/diagrams/shipped.ts'
import { faultsOf } from './plain-svg.ts'

const into = mkdtempSync(join(tmpdir(), 'deck-diagrams-'))
const draw = (source: string, file?: string) => drawDiagram(source, { fresh: true, into, ...(file === undefined ? {} : { file }) })

afterAll(async () => {
  await closeDraftingPage()
  rmSync(into, { recursive: true, force: true })
})

const FLOW = `flowchart TB
  accTitle: An order
  accDescr: An order is paid, then shipped
  begin@{ shape: sm-circ, label: " " }
  pay["Pay"]
  class pay asl-state,asl-task
  ship(["Ship"])
  begin e0@--> pay
  pay e1@-->|"paid"| ship
  pay e2@-.-> fail["Tell the team"]
`

const SEQUENCE = `sequenceDiagram
  accTitle: A token
  participant S as Step Functions
  participant W as Worker
  S->>W: task token
  W-->>S: SendTaskSuccess
  Note over W: days later
`

describe('A drawing', () => {
  test('names nodes and edges as the source does', async () => {
    const { svg, width, height, source } = await draw(FLOW)
    expect(source).toBe(FLOW)
    expect(svg).toContain(`width="${width}" height="${height}" role="img" aria-label="An order"`)
    expect(svg).toContain('<desc>An order is paid, then shipped</desc>')
    expect(svg).toMatch(/<g class="node asl-state asl-task"[^>]* data-id="pay">/)
    expect(svg).toMatch(/<g class="node begin"[^>]* data-id="begin">/)
    expect(svg).toMatch(/<g class="edge" data-index="1" data-from="pay" data-to="ship">/)
    expect(svg).toMatch(/<g class="edge is-dashed" data-index="2" data-from="pay" data-to="fail">/)
    expect(svg).toMatch(/<g class="edge-label"[^>]* data-index="1" data-from="pay" data-to="ship">/)
    expect(svg.match(/class="head is-arrow"/g)).toHaveLength(3)
    expect(faultsOf(svg)).toEqual([])
  })

  test('with a grid puts its nodes where the grid says, and leads edges along right angles', async () => {
    const { svg } = await draw(`${FLOW}  %% grid: begin . | pay fail | ship .\n`)
    const placeOf = (id: string) => /translate\((-?[\d.]+), ?(-?[\d.]+)\)/.exec(new RegExp(`<g [^>]*data-id="${id}"[^>]*>`).exec(svg)![0])!.slice(1).map(Number) as [number, number]
    const [begin, pay, ship, fail] = ['begin', 'pay', 'ship', 'fail'].map(placeOf) as [[number, number], [number, number], [number, number], [number, number]]
    expect([begin[0], ship[0]]).toEqual([pay[0], pay[0]])
    expect(fail[1]).toBe(pay[1])
    expect(fail[0]).toBeGreaterThan(pay[0])
    expect(ship[1]).toBeGreaterThan(pay[1])
    expect(svg).toMatch(new RegExp(`data-to="fail"><path d="M[\\d.]+,${pay[1]} L[\\d.]+,${pay[1]}"`))
    expect(faultsOf(svg)).toEqual([])
  })

  test('with a grid that forgets a node is refused', async () => {
    await expect(draw(`${FLOW}  %% grid: begin | pay | ship\n`, 'diagrams/order.mmd')).rejects.toThrow('The grid has no place for the node fail.')
  })

  test('of a sequence has its messages in order and no lifeline longer than the story', async () => {
    const { svg, height } = await draw(SEQUENCE)
    expect(svg).toContain('class="diagram diagram-sequence"')
    expect([...svg.matchAll(/data-index="(\d)" data-from="(\w)" data-to="(\w)"/g)].map((match) => match.slice(1))).toEqual([['0', 'S', 'W'], ['1', 'W', 'S']])
    expect(height).toBeLessThan(400)
    expect(faultsOf(svg)).toEqual([])
  })

  test('is the same every time, in a page that has drawn before and in a new one', async () => {
    const first = await draw(FLOW)
    await draw(SEQUENCE)
    const second = await draw(FLOW)
    await closeDraftingPage()
    const third = await draw(FLOW)
    expect(second).toEqual(first)
    expect(third).toEqual(first)
  })

  test('that the project has is what the present Mermaid draws, but for what a sign that our fonts lack may measure elsewhere', async () => {
    const shape = (svg: string): string => svg.replaceAll('\r\n', '\n').replace(/-?\d+(\.\d+)?/g, '0')
    for (const [name, { source }] of await shippedDiagrams()) expect(shape((await draw(source)).svg), name).toBe(shape(readFileSync(join(DRAWN, name), 'utf8')))
  })

  test('leaves room for the icon of a state, and only of a state', async () => {
    const widthOf = async (source: string): Promise<number> => (await draw(source)).width
    const label = 'A label of some length'
    expect(await widthOf(`flowchart TB\n  a["${label}"]\n  class a asl-state\n`)).toBe(await widthOf(`flowchart TB\n  a["${label}"]\n`) + 32)
  })
})

describe('A hostile source', () => {
  test.each([
    ['markup in a label', 'flowchart TB\n  a["<img src=x onerror=alert(1)> <b>bold</b> <script>alert(1)</script>"]\n'],
    ['a link', 'flowchart TB\n  a["x"]\n  click a href "javascript:alert(1)" "tip"\n'],
    ['a callback', 'flowchart TB\n  a["x"]\n  click a call alert(1)\n'],
    ['colours and styles', 'flowchart TB\n  a["x"] --> b\n  style a fill:#f00,stroke:#00f\n  classDef red fill:red\n  class b red\n  linkStyle 0 stroke:#0f0\n'],
    ['settings', '%%{init: {"theme":"dark","themeCSS":"* { fill: url(http://example.com) }","htmlLabels":true,"layout":"elk","flowchart":{"htmlLabels":true}}}%%\nflowchart TB\n  a["x <i>y</i>"]\n'],
    ['settings in front', '---\nconfig:\n  securityLevel: loose\n  look: handDrawn\n  htmlLabels: true\n---\nflowchart TB\n  a["x"] --> b\n'],
    ['signs that are no text', 'flowchart TB\n  a["#0;#8;#8238;#x3C;svg onload=1#62; &lt;script&gt; ]]> #quot;"]\n'],
    ['links of an actor', 'sequenceDiagram\n  participant A\n  link A: Home @ javascript:alert(1)\n  A->>A: <script>alert(1)</script>\n'],
  ])('comes out as plain geometry: %s', async (_, source) => {
    const { svg } = await draw(source)
    expect(faultsOf(svg)).toEqual([])
    expect(svg).not.toMatch(/[\u0000-\u0008\u202A-\u202E]/)
  })

  test('that wants a picture from elsewhere gets none', async () => {
    await expect(draw('flowchart TB\n  a@{ img: "http://example.com/x.png", label: "x", w: 60, h: 60 }\n', 'diagrams/picture.mmd')).rejects.toThrow(/^diagrams\/picture\.mmd: .*image/)
  })

  test('that Mermaid can not read names file and line', async () => {
    await expect(draw('flowchart TB\n  a --> b\n  b --> [\n', 'diagrams/broken.mmd')).rejects.toThrow(/^diagrams\/broken\.mmd:[34]: /)
  })

  test('leaves the page fit for the next', async () => {
    await expect(draw('flowchart TB\n  a --> [\n')).rejects.toThrow()
    expect((await draw(FLOW)).svg).toContain('data-id="pay"')
  })
})

test('Without a browser, a missing drawing says which, and what to do', async () => {
  await closeDraftingPage()
  const before = process.env.BROWSER_PATH
  process.env.BROWSER_PATH = join(into, 'no-browser')
  try {
    await expect(draw(FLOW, 'diagrams/new.mmd')).rejects.toThrow(/^diagrams\/new\.mmd: this diagram is not drawn yet.*npm run diagrams/)
  } finally {
    if (before === undefined) delete process.env.BROWSER_PATH
    else process.env.BROWSER_PATH = before
  }
})
