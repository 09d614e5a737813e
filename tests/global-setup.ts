import { join } from 'node:path'
import { builtDeck } from './support/built-deck.ts'
import { startServer } from './support/server.ts'

/**
 * Before the browser tests: the built deck, served as `npm run preview` serves it. `page.goto('/#/3')` reaches it;
 * DECK_URL and DECK_DIR name its address and its folder.
 *
 * @returns what stops the server
 */
export default async function serveBuiltDeck(): Promise<() => Promise<void>> {
  const root = join(import.meta.dirname, '..')
  const folder = await builtDeck(root)
  const server = await startServer((port) => [join(root, 'scripts', 'preview.mjs'), '--dir', folder, '--port', String(port), '--base', '/'], { root })
  process.env.DECK_DIR = folder
  process.env.DECK_URL = server.url
  return server.stop
}
