import type { Plugin, ViteDevServer } from 'vite'
import { clientRoot } from '../amend.ts'

/** What the first look at the audience's and at the presenter's window asks for; each brings what it imports. */
const FIRST = [
  ...['main.ts', 'pages/play.vue', 'pages/presenter.vue'].map(file => `/@fs/${clientRoot}/${file}`),
  ...[1, 2].map(no => `/@slidev/slides/${no}/md`),
]

/**
 * Does the work of a first look before anybody looks: Vite's server compiles a module only when it is asked for it, and a window
 * that asks for all of them at once stays white for long. The terminal says when both windows will come quickly.
 *
 * It does so where DECK_READY is set, which `npm start` does: a server that prints a PDF has no windows.
 */
export function ready(): Plugin {
  return {
    name: 'deck:ready',
    apply: () => process.env.DECK_READY === '1',
    configureServer(server) {
      server.httpServer?.once('listening', () => void warm(server))
    },
  }
}

async function warm(server: ViteDevServer): Promise<void> {
  const { client } = server.environments
  await Promise.all(FIRST.map(url => client.warmupRequest(url)))
  await client.waitForRequestsIdle()
  process.stdout.write('  ready               > open the audience’s and the presenter’s window now\n\n')
}
