import type { Plugin } from 'vite'
import type { HighlightedLine } from './highlight.ts'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { highlightCode } from './highlight.ts'

/** A file of a pattern's folder as a slide shows it. */
export interface SnippetFileModule {
  name: string
  /** Where it lies in the project. */
  path: string
  /** All of it, as it is. */
  text: string
  lines: HighlightedLine[]
}

const PREFIX = 'virtual:snippet/'

// An ending of its own: Vite would take a module whose name ends with .json or .ts for such a file.
const RESOLVED = '\0snippet/'
const SUFFIX = '.lines'

/**
 * Makes a file of snippets/ into a module of highlighted lines: `import stack from 'virtual:snippet/author-it/stack.ts'`.
 *
 * @param folder absolute path of the folder with the patterns
 */
export function snippetFiles(folder: string): Plugin {
  return {
    name: 'snippet-files',
    resolveId(id) {
      return id.startsWith(PREFIX) ? `${RESOLVED}${id.slice(PREFIX.length)}${SUFFIX}` : undefined
    },
    async load(id) {
      if (!id.startsWith(RESOLVED))
        return
      const name = id.slice(RESOLVED.length, -SUFFIX.length)
      const file = join(folder, name)
      if (!existsSync(file))
        this.error(`snippets/${name}: the file is missing, and a slide shows it`)
      this.addWatchFile(file)
      const text = readFileSync(file, 'utf8')
      const lines = await highlightCode(text.trimEnd(), name.slice(name.lastIndexOf('.') + 1))
      return `export default ${JSON.stringify({ name: name.slice(name.lastIndexOf('/') + 1), path: `snippets/${name}`, text, lines } satisfies SnippetFileModule)}`
    },
  }
}
