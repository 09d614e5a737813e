/**
 * A line as it is shown to whoever chooses: a comment would tell the solution's lines from others.
 *
 * @param line of the text
 * @returns how far it stands in, in letters, and what it says
 */
export function shownLine(line: string): { indent: number, text: string } {
  const text = line.trimStart()
  // A dash stays with what it stands before, however narrow the page.
  return { indent: line.length - text.length, text: text.replace(/(?:^|\s+)#\s.*$/, '').replace(/^- /, '-\u00A0') }
}
