import type { Plugin } from 'vite'
import { ExportError } from './options.ts'

const FIND = 'currentRoute?.query?.range as string | undefined'
const REPLACE = `new URLSearchParams(location.search).get('range') ?? undefined`

/**
 * Slidev's exporter names the wanted slides in the page's address; the page looks for them in the route, which is not known
 * yet at that moment, and prints all: https://github.com/slidevjs/slidev/issues/2227. Here it looks in the address.
 */
export function printRange(): Plugin {
  return {
    name: 'print-range',
    enforce: 'pre',
    transform(code, id) {
      if (!/@slidev\/client\/composables\/useNav\.ts(\?|$)/.test(id)) return undefined
      if (!code.includes(FIND)) throw new ExportError(`${id} no longer reads "${FIND}": look whether Slidev now prints a range by itself, and change scripts/export/print-range.ts.`)
      return { code: code.replace(FIND, REPLACE), map: null }
    },
  }
}
