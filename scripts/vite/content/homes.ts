import type { Plugin } from 'vite'
import { join, resolve } from 'node:path'
import { listExercises } from '../../../engine/cli/exercise-folder.ts'
import { listPatterns } from '../../../engine/cli/pattern-folder.ts'
import { readTexts } from '../../../engine/cli/read-texts.ts'
import { watchFolder } from './watch-folder.ts'

/** The files of a folder that is taken home from the lab, by their path in it. */
export interface HomeModule {
  files: Record<string, string>
}

const INDEX = 'virtual:homes'
const MODULE = 'virtual:home/'

/**
 * Makes modules of the texts of all exercises and patterns: `virtual:homes`, which loads one of `virtual:home/exercises/<name>` and
 * `virtual:home/snippets/<name>`, once somebody takes it home.
 *
 * @param root the project's folder
 */
export function homes(root: string): Plugin {
  return {
    name: 'homes',
    resolveId(id) {
      return id === INDEX || id.startsWith(MODULE) ? `\0${id}` : undefined
    },
    load(id) {
      if (id === `\0${INDEX}`) {
        const names = [...listExercises(join(root, 'exercises')).map(name => `exercises/${name}`), ...listPatterns(join(root, 'snippets')).map(name => `snippets/${name}`)]
        return `export const loadHome = {${names.map(name => `${JSON.stringify(name)}: () => import(${JSON.stringify(MODULE + name)})`).join(',')}}`
      }
      if (id.startsWith(`\0${MODULE}`)) {
        const folder = resolve(root, id.slice(MODULE.length + 1))
        watchFolder(this, folder)
        return `export const files = ${JSON.stringify(readTexts(folder))}`
      }
    },
  }
}
