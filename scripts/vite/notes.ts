import type { Plugin } from 'vite'
import { beside } from './amend.ts'
import { refuseFormula } from './lean.ts'

const SLIDE = /__slidev_(\d+)\.frontmatter$/

/**
 * Takes the presenter's notes out of the built deck's first load. Slidev puts the note of every slide into the entry;
 * here they go into `notes.json`, fetched when the presenter view or the notes page first asks for one.
 */
export function lazyNotes(): Plugin {
  const notes: Record<string, string> = {}
  return {
    name: 'deck:lazy-notes',
    enforce: 'pre',
    apply: 'build',
    transform(code, id) {
      const no = SLIDE.exec(id)?.[1]
      if (!no)
        return
      const line = code.split('\n').find(one => one.startsWith('    ...({'))
      if (!line)
        throw new Error(`${id} has no slide data as this version of Slidev writes it. Look at scripts/vite/notes.ts again.`)
      const { noteHTML, ...slide } = JSON.parse(line.slice('    ...('.length, -'),'.length)) as { noteHTML: string }
      refuseFormula(noteHTML, `the notes of slide ${no} (${id.replace(/__slidev.*/, '')})`)
      if (noteHTML)
        notes[no] = noteHTML
      // The raw front matter is for Slidev's editor, which only its own server has.
      const lazy = `    ...(${JSON.stringify({ ...slide, frontmatterRaw: '' })}),\n    get noteHTML() { return ${noteHTML ? `noteOf(${no})` : `''`} },`
      return {
        code: `import { noteOf } from '${beside('client/notes.ts')}'\n${code.replace(line, () => lazy)}`,
        map: null,
      }
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'notes.json', source: JSON.stringify(notes) })
    },
  }
}
