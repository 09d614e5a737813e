/**
 * A presenter's note as PowerPoint shows it: the words alone, without Markdown's marks and Slidev's `[click]`.
 * What is not to be spoken, `> If the demo misbehaves: …`, stands in brackets.
 *
 * @param note Markdown
 */
export function plainNotes(note: string): string {
  // What stands between backticks is meant as it stands.
  return note.split(/(`[^`]+`)/).map(part => part.startsWith('`') ? part.slice(1, -1) : withoutMarks(part)).join('')
    .replace(/^[ \t]*#{1,6}[ \t]+/gm, '')
    .replace(/^>[ \t]?(.*(?:\n>.*)*)/gm, (_, text: string) => `[${text.replace(/\n>[ \t]?/g, '\n')}]`)
    .replace(/^[ \t]+|[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function withoutMarks(text: string): string {
  return text
    .replace(/[ \t]*\[click(?::[^\]]*)?\][ \t]*/g, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__)(?=\S)([\s\S]*?\S)\1/g, '$2')
    .replace(/(?<![\w*])([*_])(?=\S)([^*_]*\S)\1(?![\w*])/g, '$2')
}
