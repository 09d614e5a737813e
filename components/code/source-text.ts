/**
 * Copying from a pane whose rows are lines of a file. A row carries its number, from 1, in `data-line`; what a row shows beside the line's
 * text, and lines that have no row because they are folded, do not count: what is copied is the file's text.
 */

interface Place {
  line: number
  column: number
}

/**
 * Puts the selected lines on the clipboard as the file has them, those that are folded away in between included.
 *
 * @param event the pane's `copy`
 * @param lines the file's lines
 */
export function copySource(event: ClipboardEvent, lines: readonly string[]): void {
  const box = event.currentTarget as HTMLElement
  const selection = getSelection()
  if (!event.clipboardData || !selection?.rangeCount || selection.isCollapsed)
    return
  const range = selection.getRangeAt(0)
  if (!range.intersectsNode(box))
    return
  const from = placeOf(box, range.startContainer, range.startOffset) ?? { line: 1, column: 0 }
  const to = placeOf(box, range.endContainer, range.endOffset) ?? { line: lines.length, column: Infinity }
  event.clipboardData.setData('text/plain', between(lines, from, to))
  event.preventDefault()
}

/** Selects the pane's text, for Ctrl+A: that of the whole page is of no use to anybody. */
export function selectSource(event: KeyboardEvent): void {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'a')
    return
  event.preventDefault()
  getSelection()?.selectAllChildren(event.currentTarget as HTMLElement)
}

/**
 * The text from one place of a file to another.
 *
 * @param lines the file's lines
 * @param from where it begins; lines count from 1, columns from 0
 * @param to where it ends
 */
export function between(lines: readonly string[], from: Place, to: Place): string {
  const text = lines.slice(from.line - 1, to.line)
  if (text.length === 0)
    return ''
  // The end first: on a single line it is counted from the same beginning.
  text[text.length - 1] = text.at(-1)!.slice(0, to.column)
  text[0] = text[0]!.slice(from.column)
  return text.join('\n')
}

/** The place in the file of a place in the page; nothing outside the pane's rows. */
function placeOf(box: HTMLElement, node: Node, offset: number): Place | undefined {
  // Between rows: the end of the row before.
  if (node === box) {
    const row = box.children[offset - 1]
    return row instanceof HTMLElement && row.dataset.line ? { line: Number(row.dataset.line), column: Infinity } : undefined
  }
  const element = node instanceof Element ? node : node.parentElement
  const row = element?.closest<HTMLElement>('[data-line]')
  if (!row || !box.contains(row))
    return undefined
  const text = row.querySelector('[data-text]') ?? row
  const before = document.createRange()
  before.selectNodeContents(text)
  if (before.comparePoint(node, offset) < 0)
    return { line: Number(row.dataset.line), column: 0 }
  if (before.comparePoint(node, offset) === 0)
    before.setEnd(node, offset)
  return { line: Number(row.dataset.line), column: before.toString().length }
}
