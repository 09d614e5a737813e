import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'

/** The folder of Slidev's browser code, with forward slashes as Vite writes its ids. */
export const clientRoot = dirname(
  createRequire(createRequire(import.meta.url).resolve('@slidev/cli/package.json')).resolve('@slidev/client/package.json'),
).replaceAll('\\', '/')

/** One place in Slidev's browser code that this deck needs otherwise. */
export interface Amendment {
  /** File inside `@slidev/client`. */
  file: string
  /** The text as the pinned Slidev has it; must occur exactly once. */
  find: string
  /** What stands there instead. */
  replace: string
}

/**
 * A plugin that changes the named places of Slidev's browser code. The build, or the start of the server, fails, naming the file, when a
 * place no longer reads as expected: then Slidev has moved on and the amendment wants another look.
 *
 * @param name the plugin's name
 * @param amendments the places
 * @param where `everywhere` for the deck from `npm start` too
 */
export function amendSlidev(name: string, amendments: Amendment[], where: 'build' | 'everywhere' = 'build'): Plugin {
  const byFile = Map.groupBy(amendments, amendment => `${clientRoot}/${amendment.file}`)
  return {
    name,
    enforce: 'pre',
    ...(where === 'build' ? { apply: 'build' } : {}),
    buildStart() {
      for (const [id, list] of byFile)
        apply(readFileSync(id, 'utf8'), id, list)
    },
    transform(code, id) {
      // The server adds a version to some of the ids.
      const list = byFile.get(id.replace(/\?v=\w+$/, ''))
      if (list)
        return { code: apply(code, id, list), map: null }
    },
  }
}

function apply(code: string, id: string, amendments: Amendment[]): string {
  for (const { file, find, replace } of amendments) {
    const parts = code.split(find)
    if (parts.length !== 2) {
      throw new Error(`@slidev/client/${file} has ${parts.length - 1} places that read ${JSON.stringify(find)}, not one: `
        + `this version of Slidev is not the one the deck's build knows (${id}). Look at scripts/vite again.`)
    }
    code = parts.join(replace)
  }
  return code
}

/** The absolute path of a file beside this one, as an import specifier. */
export function beside(path: string): string {
  return join(import.meta.dirname, path).replaceAll('\\', '/')
}
