import type { PreparserExtensionLoader } from '@slidev/types'
import { injectPreparserExtensionLoader, load } from '@slidev/parser/fs'
import setupPreparser from '../../setup/preparser.ts'

const readEntries: PreparserExtensionLoader = async (_roots, headmatter, filepath, mode) =>
  setupPreparser({ filepath, headmatter, ...(mode ? { mode } : {}) })

/**
 * Gives Slidev's parser the deck's own extension, setup/preparser.ts, as Slidev's command does. Whoever calls Slidev's
 * functions instead of its command needs this first; without it an entry such as `src: ./pages/4-waiting/*.md` is an unknown file.
 */
export function extendParser(): void {
  injectPreparserExtensionLoader(readEntries)
}

/**
 * Reads the deck as Slidev does.
 *
 * @param root the project's folder
 * @param entry the deck's Markdown, absolute
 */
export function readDeck(root: string, entry: string): ReturnType<typeof load> {
  extendParser()
  return load({ userRoot: root, roots: [root] }, entry)
}
