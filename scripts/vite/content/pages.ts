import type { Plugin } from 'vite'
import { join, sep } from 'node:path'

/**
 * Tells Slidev of pages that come and go while the deck is being written: it reads slides.md again, whose entries may name
 * all files of a folder.
 *
 * @param root the project's folder
 */
export function pages(root: string): Plugin {
  return {
    name: 'pages',
    apply: 'serve',
    configureServer(server) {
      const readAgain = (file: string) => {
        if (!file.startsWith(join(root, 'pages') + sep) || !file.endsWith('.md')) return
        server.watcher.emit('change', join(root, 'slides.md'))
        server.ws.send({ type: 'full-reload' })
      }
      server.watcher.on('add', readAgain)
      server.watcher.on('unlink', readAgain)
    },
  }
}
