import { readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import type { Plugin } from 'vite'
import { closeDraftingPage } from '../../diagrams/drafting-page.ts'
import { DiagramError, drawDiagram } from '../../diagrams/draw.ts'

export { DiagramError, drawDiagram, type Diagram } from '../../diagrams/draw.ts'

const QUERY = /\.mmd\?diagram$/

/**
 * `import diagram from '../diagrams/swf.mmd?diagram'` gives `{ source, svg, width, height }`, drawn when the deck is
 * built: the page never loads Mermaid for it.
 */
export function diagrams(): Plugin {
  let root = process.cwd()
  return {
    name: 'diagrams',
    configResolved(config) {
      root = config.root
    },
    async load(id) {
      if (!QUERY.test(id)) return null
      const file = id.replace(/\?.*$/, '')
      this.addWatchFile(file)
      const source = await readFile(file, 'utf8')
      const shown = relative(root, file)
      const title = /^\s*accTitle\s*:/m.test(source)
      if (!title) throw new DiagramError(`${shown}: a reader who can't see this diagram is told nothing. Give it an accTitle and an accDescr line.`)
      const diagram = await drawDiagram(source, { file: shown })
      return { code: `export default ${JSON.stringify(diagram)}\n`, moduleType: 'js', map: null }
    },
    async closeBundle() {
      await closeDraftingPage()
    },
  }
}
