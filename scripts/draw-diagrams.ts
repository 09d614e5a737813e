// `npm run diagrams`: draws every diagram of the deck anew into diagrams/drawn, and removes what no slide shows any more.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import process from 'node:process'
import { closeDraftingPage } from './diagrams/drafting-page.ts'
import { DiagramError, DRAWN, drawDiagram } from './diagrams/draw.ts'
import { shippedDiagrams } from './diagrams/shipped.ts'
import { givenTo } from './setup/given.mjs'

givenTo('diagrams')
const shown = relative(process.cwd(), DRAWN) || '.'

try {
  mkdirSync(DRAWN, { recursive: true })
  const shipped = await shippedDiagrams()
  let changed = 0
  for (const [name, { source, file }] of shipped) {
    const path = join(DRAWN, name)
    const before = existsSync(path) ? readFileSync(path, 'utf8') : undefined
    const { svg } = await drawDiagram(source, { fresh: true, into: DRAWN, ...(file === undefined ? {} : { file }) })
    if (svg !== before) changed++
  }
  const stale = readdirSync(DRAWN).filter((name) => !shipped.has(name))
  for (const name of stale) rmSync(join(DRAWN, name))
  console.log(`${shipped.size} diagrams in ${shown}: ${changed} new or changed, ${stale.length} removed.`)
} catch (error) {
  if (!(error instanceof DiagramError)) throw error
  console.error(error.message)
  process.exitCode = 1
} finally {
  await closeDraftingPage()
}
