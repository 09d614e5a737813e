import type { PreparserSetup } from '@slidev/types'
import { dirname } from 'node:path'
import process from 'node:process'
import { expandEntries, selectEntries } from '../scripts/deck/running-order.ts'

/**
 * Before Slidev reads the slides: an entry of slides.md may name all files of a folder. And with the environment variable
 * DECK_TALK, the deck is the talk: the files of the list `talk:` in the headmatter, in its order, without the slides whose
 * frontmatter says `talk: false`. https://sli.dev/custom/config-parser
 */
const setup: PreparserSetup = ({ filepath, headmatter }) => {
  const talk = process.env.DECK_TALK ? headmatter.talk : undefined
  // Slidev reads the deck's own Markdown first, then the files that its entries bring in.
  let isEntry = true
  return [{
    name: 'running-order',
    transformRawLines(lines) {
      if (!isEntry) return
      isEntry = false
      try {
        if (Array.isArray(talk)) selectEntries(lines, dirname(filepath), talk.map(String))
      } catch (error) {
        throw new Error(`${filepath}: ${(error as Error).message}.`)
      }
      for (const entry of expandEntries(lines, dirname(filepath)))
        console.warn(`${filepath}: no file matches ${entry}; it is left out.`)
    },
    async transformSlide(_content, frontmatter) {
      if (Array.isArray(talk) && frontmatter.talk === false) frontmatter.hide = true
      return undefined
    },
  }]
}

export default setup
