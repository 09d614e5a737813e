import type { Plugin } from 'vite'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'

/**
 * Puts the exported PDF (the environment variable DECK_PDF, set by scripts/build.mjs) into the built deck, and tells
 * the deck: `__DECK_PDF__` is the PDF's address beside the page, or empty where there is none (`npm start`, a build
 * without a browser).
 */
export function deckPdf(): Plugin {
  const file = process.env.DECK_PDF ?? ''
  return {
    name: 'deck:pdf',
    config: () => ({ define: { __DECK_PDF__: JSON.stringify(file && `./${basename(file)}`) } }),
    generateBundle() {
      if (file)
        this.emitFile({ type: 'asset', fileName: basename(file), source: readFileSync(file) })
    },
  }
}
