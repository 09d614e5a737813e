import type { Terminal } from './terminal.ts'

/** One command of `asl`. */
export interface Command {
  usage: string
  about: string
  /** Returns the exit code; throws CommandError for what the caller can put right. */
  run: (argv: readonly string[], terminal: Terminal) => Promise<number>
}
