import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Where the recordings lie that only some machines have, CI among them: beside the project's folder. Nothing but tests looks there. */
export const recordingsFolder = (root: string): string => join(root, '..', 'shared')

/** How the files of tests end that compare with a recording, and what they read of it. */
const READERS: Record<string, string[]> = {
  // Executions, judged definitions and tested states, as the service answered.
  '/recorded.test.ts': ['conformance/dev.jsonl', 'conformance/compare.mjs'],
  // The text that the talk answers.
  '/quotations.test.ts': ['post.md'],
}

/** The endings of those files of tests that have nothing to compare with on this machine. */
export function endingsLeftOut(root: string): string[] {
  const lacks = (file: string) => !existsSync(join(recordingsFolder(root), file))
  return Object.entries(READERS).filter(([, files]) => files.some(lacks)).map(([ending]) => ending)
}

/** One line about the files of tests that were left out; undefined where there are none. */
export function sayLeftOut(files: string[]): string | undefined {
  if (files.length === 0) return undefined
  const [subject, verb] = files.length === 1 ? ['1 file of tests needs', 'was'] : [`${files.length} files of tests need`, 'were']
  return `${subject} recordings that are not beside this clone, and ${verb} left out.`
}
