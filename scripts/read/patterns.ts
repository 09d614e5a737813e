import type { Plugin } from 'vite'
import type { PatternSummary } from '../deck/pattern-summaries.ts'
import { join, resolve } from 'node:path'
import { listPatterns, readPattern } from '../../engine/cli/pattern-folder.ts'
import { buildPattern } from '../vite/content/patterns.ts'

const INDEX = '\0virtual:patterns'
const MODULE = '\0virtual:pattern/'

/**
 * The folders of snippets/ as the modules that components import, for one pass over a deck that has been checked: no case runs before a
 * slide asks for it.
 *
 * @param root the project's folder
 */
export function readPatterns(root: string): Plugin {
  const folder = join(root, 'snippets')
  return {
    name: 'read:patterns',
    resolveId: id => id === INDEX.slice(1) || id.startsWith(MODULE.slice(1)) ? `\0${id}` : undefined,
    async load(id) {
      if (id === INDEX) {
        const summaries = await Promise.all(listPatterns(folder).map(async (slug): Promise<[string, PatternSummary]> => {
          const { pattern } = await readPattern(folder, slug)
          if (!pattern)
            throw new Error(`snippets/${slug} is not in order`)
          const { title, paper, papers, cases } = pattern.cases
          return [slug, { title, paper, papers, cases: cases.map(({ name, title, runs, beats }) => ({ name, title, beats: beats.length, many: runs !== undefined })) }]
        }))
        return [
          `export const patterns = ${JSON.stringify(Object.fromEntries(summaries))}`,
          'export const mistakes = []',
          `export const loadPattern = {${listPatterns(folder).map(slug => `${JSON.stringify(slug)}: () => import(${JSON.stringify(MODULE.slice(1) + slug)})`).join(',')}}`,
        ].join('\n')
      }
      if (!id.startsWith(MODULE))
        return
      const slug = id.slice(MODULE.length)
      const { handlers } = await readPattern(folder, slug)
      return [
        handlers ? `export { setUp } from ${JSON.stringify(resolve(handlers))}` : 'export const setUp = undefined',
        'export const mistakes = []',
        `export const pattern = ${JSON.stringify(await buildPattern(folder, slug))}`,
      ].join('\n')
    },
  }
}
