import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'

const nameOf = (file: string) => file.replace(/\.md$/, '')

/** Files of a chapter stand in the order of their names without the ending: `10-` behind `9-`, 3-saga-durable.md behind 3-saga.md. */
const byName = (a: string, b: string) => nameOf(a).localeCompare(nameOf(b), 'en', { numeric: true })

/** An entry of the deck that brings in another file: its first and last line, that of `src:`, and what stands behind it. */
export interface Entry {
  first: number
  last: number
  src: number
  file: string
}

/** The entries with `src:`, in their order. https://sli.dev/features/importing-slides */
export function entriesOf(lines: readonly string[]): Entry[] {
  return lines.flatMap((line, index) => {
    const file = /^src:\s*(\S+)\s*$/.exec(line)?.[1]
    const first = lines.findLastIndex((other, at) => at < index && other.startsWith('---'))
    const last = lines.findIndex((other, at) => at > index && other.trimEnd() === '---')
    return file && first >= 0 && last > 0 ? [{ first, last, src: index, file }] : []
  })
}

/**
 * Writes out the entries of a deck that mean several files: `src: ./pages/4-waiting/*.md` becomes an entry for each file.
 *
 * @param lines the deck's Markdown, line by line; changed in place
 * @param folder what the entries are relative to: the folder of the deck's Markdown, absolute
 * @returns the entries that no file matches; they are left out
 */
export function expandEntries(lines: string[], folder: string): string[] {
  const empty: string[] = []
  for (const { first, last, file } of entriesOf(lines).reverse()) {
    if (!file.includes('*')) continue
    const files = filesOf(file, folder)
    if (files.length === 0) empty.unshift(file)
    const block = lines.slice(first, last + 1)
    lines.splice(first, block.length, ...files.flatMap((name, index) =>
      [...index ? [''] : [], ...block.map(line => line.startsWith('src:') ? `src: ${name}` : line)]))
  }
  return empty
}

/**
 * The files that an entry with a star means, in the order of their names.
 *
 * @param pattern `./pages/4-waiting/*.md`
 * @param folder what it is relative to, absolute
 */
export function filesOf(pattern: string, folder: string): string[] {
  const name = new RegExp(`^${basename(pattern).split('*').map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`)
  const place = resolve(folder, dirname(pattern))
  return existsSync(place) ? readdirSync(place).filter(file => name.test(file)).sort(byName).map(file => `${dirname(pattern)}/${file}`) : []
}

/**
 * Gives a deck another running order: its own slides first, then those of the files named.
 *
 * @param lines the deck's Markdown, line by line; changed in place
 * @param folder what the files are relative to: the folder of the deck's Markdown, absolute
 * @param files Markdown files, in their order
 * @throws Error that names the files which do not exist
 */
export function selectEntries(lines: string[], folder: string, files: readonly string[]): void {
  const missing = files.filter(file => !existsSync(resolve(folder, file)))
  if (missing.length > 0)
    throw new Error(`its running order names ${missing.join(', ')}, and there is no such file`)
  for (const { first, last } of entriesOf(lines).reverse())
    lines.splice(first, last - first + 1)
  lines.push(...files.flatMap(file => ['', '---', `src: ./${file}`, '---']))
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
