import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'

/** Files of a chapter stand in the order of their names, `10-` behind `9-`. */
const byName = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true })

/**
 * Writes out the entries of a deck that mean several files: `src: ./pages/4-waiting/*.md` becomes an entry for each file.
 *
 * @param lines the deck's Markdown, line by line; changed in place
 * @param folder what the entries are relative to: the folder of the deck's entry, absolute
 * @returns the entries that no file matches; they are left out
 */
export function expandEntries(lines: string[], folder: string): string[] {
  const empty: string[] = []
  for (let index = lines.length - 1; index >= 0; index--) {
    const pattern = /^src:\s*(\S*\*\S*)\s*$/.exec(lines[index]!)?.[1]
    if (!pattern) continue
    const first = lines.findLastIndex((line, at) => at < index && line.startsWith('---'))
    const last = lines.findIndex((line, at) => at > index && line.trimEnd() === '---')
    if (first < 0 || last < 0) continue
    const files = filesOf(pattern, folder)
    if (files.length === 0) empty.push(pattern)
    const block = lines.slice(first, last + 1)
    lines.splice(first, block.length, ...files.flatMap(file => [...block.with(index - first, `src: ${file}`), '']))
  }
  return empty
}

function filesOf(pattern: string, folder: string): string[] {
  const name = new RegExp(`^${basename(pattern).split('*').map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`)
  const place = resolve(folder, dirname(pattern))
  return existsSync(place) ? readdirSync(place).filter(file => name.test(file)).sort(byName).map(file => `${dirname(pattern)}/${file}`) : []
}

/**
 * Every Markdown file that slides may stand in.
 *
 * @param root the project's folder
 * @returns the paths, relative to it: slides.md, then all of pages/ in the order of their names
 */
export function markdownFiles(root: string): string[] {
  const pages = readdirSync(join(root, 'pages'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.md'))
    .map(entry => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
  return ['slides.md', ...pages.sort(byName)]
}
