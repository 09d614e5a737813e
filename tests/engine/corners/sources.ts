/** The pages and published answers that a row of these tables rests on. */

import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

const text = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8')

export const sources = parse(text('sources.yaml')) as Record<string, string>

/** The rows of a table, each with the function or the option that it is about. */
export function readTable<Row extends object>(file: string): (Row & { about: string })[] {
  const table = parse(text(file)) as Record<string, Row[]>
  return Object.entries(table).flatMap(([about, rows]) => rows.map(row => ({ ...row, about })))
}
