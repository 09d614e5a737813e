import { spokenParagraphs } from '../deck/spoken.ts'

const CLICK = /\s*\[click(?::[^\]]*)?\]\s*/

/**
 * What is said on a slide, as HTML: without minutes and stage directions; where a click stands in the notes, an empty mark with its number
 * directly before the words that belong to it.
 *
 * @param note the presenter's notes, as Markdown has them
 * @returns paragraphs; empty where nothing is said
 */
export function spokenHtml(note: string): string {
  let click = 0
  return spokenParagraphs(note)
    .map((text) => {
      const [first = '', ...others] = text.split(CLICK)
      const marked = others.map(part => `<span class="beat" data-click="${++click}"></span>${inlineHtml(part)}`)
      return `<p>${[...first ? [inlineHtml(first)] : [], ...marked].join(' ')}</p>`
    })
    .join('\n')
}

/** The few signs of Markdown that notes use within a line: `code`, **strong**, *emphasis*. */
export function inlineHtml(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map(part => /^`[^`]+`$/.test(part)
      ? `<code>${escapeHtml(part.slice(1, -1))}</code>`
      : escapeHtml(part)
          .replace(/\*\*(.+?)\*\*/gs, '<strong>$1</strong>')
          .replace(/(?<![\w*])\*(?=\S)([^*]+)(?<=\S)\*\B/g, '<em>$1</em>')
          .replace(/\\(?=[^\w\s])/g, ''))
    .join('')
}

export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}
