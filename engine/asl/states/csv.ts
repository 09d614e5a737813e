/**
 * CSV as a Distributed Map reads it: comma or another delimiter, double quotes around fields, a quote inside doubled; in a field without
 * quotes around it as well.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
 */

export const CSV_DELIMITERS: Record<string, string> = { COMMA: ',', PIPE: '|', SEMICOLON: ';', SPACE: ' ', TAB: '\t' }

/** Rows of fields. Empty lines are left out. */
export function parseCsv(text: string, delimiter = ','): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let field = ''
  let quoted = false
  let started = false
  const endField = () => {
    row.push(field)
    field = ''
  }
  const endRow = () => {
    if (started) {
      endField()
      rows.push(row)
    }
    row = []
    field = ''
    started = false
  }
  for (let index = 0; index < text.length; index++) {
    const character = text[index]!
    if (quoted) {
      if (character !== '"') field += character
      else if (text[index + 1] === '"') {
        field += '"'
        index++
      }
      else quoted = false
    }
    else if (character === '\n' || character === '\r') {
      endRow()
    }
    else {
      started = true
      if (character === '"' && field === '') quoted = true
      else if (character === delimiter) endField()
      else {
        field += character
        if (character === '"' && text[index + 1] === '"') index++
      }
    }
  }
  endRow()
  return rows
}

/** Rows as objects: missing fields are empty, fields beyond the headers are left out. */
export function csvObjects(headers: readonly string[], rows: readonly string[][]): Record<string, string>[] {
  return rows.map(row => Object.fromEntries(headers.map((header, index) => [header, row[index] ?? ''])))
}
