import type { Mistake } from './mistake.ts'
import { existsSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { orNear } from '../../engine/simulation/near-name.ts'
import { mistakeAt } from './mistake.ts'
import { entriesOf, filesOf, markdownFiles } from './running-order.ts'

/**
 * Holds slides.md to the pages there are: each of its entries brings in a page, each page has an entry, and the list `talk:` names pages.
 *
 * @param root the project's folder
 */
export function checkOrder(root: string): Mistake[] {
  const deck = join(root, 'slides.md')
  const lines = readFileSync(deck, 'utf8').split('\n')
  const pages = markdownFiles(root).filter(file => file !== 'slides.md')
  const complain = (line: number, message: string) => mistakeAt(deck, line + 1, 'ORDER', message)

  const entries = entriesOf(lines).map(({ src, file }) => ({
    src,
    file,
    brings: file.includes('*') ? filesOf(file, root) : existsSync(join(root, file)) ? [file] : [],
  }))
  const brought = new Set(entries.flatMap(({ brings }) => brings.map(file => posix.normalize(file))))
  const folders = [...new Set(pages.map(page => `./${posix.dirname(page)}/*.md`))]
  return [
    ...entries
      .filter(({ brings }) => brings.length === 0)
      .map(({ src, file }) => complain(src, `no file matches ${file}${orNear(file, [...folders, ...pages.map(page => `./${page}`)], '')}`)),
    ...lines.flatMap((line, index) => line.startsWith('src:') && !entries.some(({ src }) => src === index)
      ? [complain(index, 'an entry is a line of its own between two lines ---, such as: --- src: ./pages/4-waiting/*.md ---')]
      : []),
    ...pages
      .filter(page => !brought.has(page))
      .map(page => mistakeAt(join(root, page), 1, 'ORDER', `no entry of slides.md brings this page in: it takes the three lines “---”, “src: ./${posix.dirname(page)}/*.md” and “---”`)),
    ...talkOf(lines)
      .filter(({ file }) => !existsSync(join(root, file)))
      .map(({ file, line }) => complain(line, `talk: there is no ${file}${orNear(file, pages, '')}`)),
  ]
}

/** The entries of the list `talk:` at the head of the deck. */
function talkOf(lines: readonly string[]): { file: string, line: number }[] {
  const start = lines.indexOf('talk:')
  const end = lines.findIndex((line, index) => index > start && !/^\s*(?:-|#|$)/.test(line))
  return lines.slice(start + 1, end).flatMap((text, index) => {
    const file = /^\s*-\s+(\S+)/.exec(text)?.[1]
    return start >= 0 && file ? [{ file, line: start + 1 + index }] : []
  })
}
