import type { Plugin } from 'vite'
import { talkPlan } from '../../deck/minutes.ts'
import { slideWords } from '../../deck/slide-words.ts'
import { placesOf, readChapters, readChaptersOnce } from '../../read/chapters.ts'

/** What is read out of all slides at once, by the module that has it; in a build the deck stays as it is. */
const DATA: Record<string, (root: string, isBuild: boolean) => Promise<unknown>> = {
  'virtual:slide-words': slideWords,
  'virtual:talk-plan': talkPlan,
  'virtual:reading-places': async (root, isBuild) => placesOf(await (isBuild ? readChaptersOnce(root) : readChapters(root))),
}

/**
 * Makes what is known of the whole deck into modules, each fetched when it is asked for: `virtual:slide-words`, what slides can be found by,
 * `virtual:talk-plan`, how long they should take, and `virtual:reading-places`, where each stands in `read/`.
 *
 * @param root the project's folder
 */
export function deckData(root: string): Plugin {
  let isBuild = false
  return {
    name: 'deck-data',
    configResolved: ({ command }) => void (isBuild = command === 'build'),
    resolveId: id => id in DATA ? `\0${id}` : undefined,
    async load(id) {
      const read = id.startsWith('\0') ? DATA[id.slice(1)] : undefined
      return read && `export default ${JSON.stringify(await read(root, isBuild))}`
    },
    configureServer(server) {
      server.watcher.on('all', (_, file) => {
        if (!/\.(?:md|ya?ml)$/.test(file))
          return
        for (const id of Object.keys(DATA)) {
          const module = server.moduleGraph.getModuleById(`\0${id}`)
          if (module)
            server.moduleGraph.invalidateModule(module)
        }
      })
    },
  }
}
