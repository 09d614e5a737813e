import { diffArrays } from 'diff'

/** A stretch of lines in which two texts differ. */
export interface Hunk {
  /** Where it begins in the one text, in lines from 0, and the lines that only that has. */
  at: number
  mine: string[]
  theirs: string[]
}

/**
 * The differences between two texts, line by line.
 *
 * @param mine the text that would be changed
 * @param theirs the text it would become
 * @returns what differs, from the top
 */
export function differences(mine: string, theirs: string): Hunk[] {
  const hunks: Hunk[] = []
  let line = 0
  let open: Hunk | undefined
  for (const { value, added, removed } of diffArrays(mine.split('\n'), theirs.split('\n'))) {
    if (!added && !removed) {
      open = undefined
      line += value.length
      continue
    }
    if (!open)
      hunks.push(open = { at: line, mine: [], theirs: [] })
    if (added) {
      open.theirs.push(...value)
    }
    else {
      open.mine.push(...value)
      line += value.length
    }
  }
  return hunks
}

/** A text with one of its differences taken over. */
export function takeHunk(mine: string, { at, mine: gone, theirs }: Hunk): string {
  const lines = mine.split('\n')
  lines.splice(at, gone.length, ...theirs)
  return lines.join('\n')
}
