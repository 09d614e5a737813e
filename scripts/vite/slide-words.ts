import type { Plugin } from 'vite'
import { slideWords } from '../deck/slide-words.ts'

const ID = 'virtual:slide-words'

/**
 * Makes what the slides can be found by into a module, which is fetched when somebody looks for one.
 *
 * @param root the project's folder
 */
export function wordsOfSlides(root: string): Plugin {
  return {
    name: 'slide-words',
    resolveId: id => id === ID ? `\0${ID}` : undefined,
    async load(id) {
      if (id === `\0${ID}`)
        return `export default ${JSON.stringify(await slideWords(root))}`
    },
    configureServer(server) {
      server.watcher.on('all', (_, file) => {
        const module = server.moduleGraph.getModuleById(`\0${ID}`)
        if (module && /\.(?:md|ya?ml)$/.test(file))
          server.moduleGraph.invalidateModule(module)
      })
    },
  }
}
