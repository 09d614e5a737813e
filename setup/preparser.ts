import type { PreparserSetup } from '@slidev/types'
import { dirname } from 'node:path'
import { expandEntries } from '../scripts/deck/running-order.ts'

/** Before Slidev reads the slides: an entry may name all files of a folder. https://sli.dev/custom/config-parser */
const setup: PreparserSetup = ({ filepath }) => [{
  name: 'running-order',
  transformRawLines(lines) {
    for (const entry of expandEntries(lines, dirname(filepath)))
      console.warn(`${filepath}: no file matches ${entry}; it is left out.`)
  },
}]

export default setup
