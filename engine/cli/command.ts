import type { Options } from './arguments.ts'
import type { Terminal } from './terminal.ts'

/** A subcommand of `asl`. */
export interface Command {
  /** One line: what is typed. */
  usage: string
  /** One line: what it does. */
  about: string
  options: Options
  /** Command lines that work as they stand, but for the names of files. */
  examples: readonly string[]
  /** Returns the exit code; throws CommandError for what the caller can put right. */
  run: (argv: readonly string[], terminal: Terminal) => Promise<number>
}
