/**
 * CSV as a Distributed Map reads it: comma or another delimiter, double quotes around fields, a quote inside doubled; in a field without
 * quotes around it as well.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
 */

import { setKey } from '../query/json.ts'

export const CSV_DELIMITERS: Record<string, string> = { COMMA: ',', PIPE: '|', SEMICOLON: ';', SPACE: ' ', TAB: '\t' }

/** Rows of fields, one after the other. Empty lines are left out. */
export function* parseCsv(text: string, delimiter = ','): Generator<string[], undefined> {
  let row: string[] = []
  let field = ''
  let quoted = false
  let started = false
  const endField = () => {
    row.push(field)
    field = ''
  }
  const endRow = (): string[] => {
    endField()
    const ended = row
    row = []
    started = false
    return ended
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
      if (started) yield endRow()
    }
    else {
      started = true
      if (character === '"' && field === '') quoted = true
      else if (character === delimiter) endField()
      else if (character === '"') {
        field += character
        if (text[index + 1] === '"') index++
      }
      else {
        // A text cut out takes far less room than one put together letter by letter.
        let end = index + 1
        while (end < text.length && text[end] !== delimiter && text[end] !== '"' && text[end] !== '\n' && text[end] !== '\r') end++
        field = field === '' ? text.slice(index, end) : field + text.slice(index, end)
        index = end - 1
      }
    }
  }
  if (started) yield endRow()
}

/** A row as an object: missing fields are empty, fields beyond the headers are left out. */
export function csvObject(headers: readonly string[], row: readonly string[]): Record<string, string> {
  const object: Record<string, string> = {}
  headers.forEach((header, index) => setKey(object, header, row[index] ?? ''))
  return object
}
