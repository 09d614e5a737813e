import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

/** The folder of Slidev's browser code, with forward slashes as Vite writes its ids. */
export const clientRoot = dirname(
  createRequire(createRequire(import.meta.url).resolve('@slidev/cli/package.json')).resolve('@slidev/client/package.json'),
).replaceAll('\\', '/')

/** One place in somebody else's code that this deck needs otherwise. */
export interface Amendment {
  /** File inside the package. */
  file: string
  /** The text as the pinned version has it; must occur exactly once. */
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
  return amend(name, { package: '@slidev/client', folder: clientRoot }, amendments, where)
}

/** The same for another package, by the name that this project imports it by. */
export function amendPackage(name: string, packageName: string, amendments: Amendment[]): Plugin {
  const [folder] = fileURLToPath(import.meta.resolve(packageName)).replaceAll('\\', '/').split(/(?<=\/node_modules\/(?:@[^/]+\/)?[^/]+)\//)
  return amend(name, { package: packageName, folder: folder! }, amendments, 'build')
}

function amend(name: string, target: { package: string, folder: string }, amendments: Amendment[], where: 'build' | 'everywhere'): Plugin {
  const byFile = Map.groupBy(amendments, amendment => `${target.folder}/${amendment.file}`)
  return {
    name,
    enforce: 'pre',
    ...(where === 'build' ? { apply: 'build' } : {}),
    buildStart() {
      for (const [id, list] of byFile)
        apply(readFileSync(id, 'utf8'), id, list, target.package)
    },
    transform(code, id) {
      // The server adds a version to some of the ids.
      const list = byFile.get(id.replace(/\?v=\w+$/, ''))
      if (list)
        return { code: apply(code, id, list, target.package), map: null }
    },
  }
}

function apply(code: string, id: string, amendments: Amendment[], packageName: string): string {
  for (const { file, find, replace } of amendments) {
    const parts = code.split(find)
    if (parts.length !== 2) {
      throw new Error(`${packageName}/${file} has ${parts.length - 1} places that read ${JSON.stringify(find)}, not one: `
        + `this version of it is not the one the deck's build knows (${id}). Look at scripts/vite again.`)
    }
    code = parts.join(replace)
  }
  return code
}

/** The absolute path of a file beside this one, as an import specifier. */
export function beside(path: string): string {
  return join(import.meta.dirname, path).replaceAll('\\', '/')
}
