import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { asked, drawDiagram } from './draw.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/**
 * Asks for every diagram that the deck shows: the files of diagrams/, and the state machine of every pattern as each of its
 * cases runs it.
 *
 * @returns the drawings by file name, with their sources
 */
export async function shippedDiagrams(): Promise<Map<string, { source: string, file?: string }>> {
  // Loaded here, because the patterns' plugin itself draws with `drawDiagram`.
  const [{ buildPattern }, { listPatterns }] = await Promise.all([import('../vite/content/patterns.ts'), import('../../engine/cli/pattern-folder.ts')])
  const before = new Set(asked.keys())
  const folder = join(root, 'diagrams')
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.mmd')).sort() : []
  for (const name of files) await drawDiagram(await readFile(join(folder, name), 'utf8'), { file: `diagrams/${name}` })
  const snippets = join(root, 'snippets')
  for (const slug of listPatterns(snippets)) await buildPattern(snippets, slug)
  return new Map([...asked].filter(([name]) => !before.has(name)))
}
