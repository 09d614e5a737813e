/** The name under which the page's style sheet colours the words that are read. */
const NAME = 'read-now'

/**
 * Colours the words of a click, and no others. A browser that cannot do so without changing the text leaves it as it is.
 * https://developer.mozilla.org/docs/Web/API/CSS_Custom_Highlight_API
 *
 * @param words the spoken words
 * @param marks the marks in them, each before the words of a click
 * @param click from 0, which stands before the first mark
 */
export function highlightWords(words: HTMLElement, marks: readonly HTMLElement[], click: number): void {
  if (typeof Highlight === 'undefined')
    return
  const at = marks.findIndex(mark => Number(mark.dataset.click) === click)
  const range = document.createRange()
  range.selectNodeContents(words)
  if (at >= 0)
    range.setStartAfter(marks[at]!)
  const next = marks[at + 1]
  if (next)
    range.setEndBefore(next)
  CSS.highlights.set(NAME, new Highlight(range))
}
