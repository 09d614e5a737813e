import type { Plugin } from 'vite'
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout } from 'node:timers/promises'

/**
 * Puts the exported PDF (the environment variable DECK_PDF, set by scripts/build.mjs) into the built deck, and tells
 * the deck: `__DECK_PDF__` is the PDF's address beside the page, or empty where there is none (`npm start`, a build
 * without a browser). It is printed while the deck is built, and waited for; scripts/build.mjs ends the build when there will be none.
 */
export function deckPdf(): Plugin {
  const file = process.env.DECK_PDF ?? ''
  const parent = process.ppid
  return {
    name: 'deck:pdf',
    config: () => ({ define: { __DECK_PDF__: JSON.stringify(file && `./${basename(file)}`) } }),
    generateBundle: {
      order: 'post',
      async handler() {
        if (!file)
          return
        while (!existsSync(file)) {
          if (process.ppid !== parent)
            throw new Error('The build that printed the PDF is gone.')
          await setTimeout(100)
        }
        this.emitFile({ type: 'asset', fileName: basename(file), source: readFileSync(file) })
      },
    },
  }
}
