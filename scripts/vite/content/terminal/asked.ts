/** A command as snippets/test-it/commands.yaml asks for it. */
export interface Asked {
  /** `asl` or `node`, and its arguments; `$ENDPOINT` is where `beside` answers. */
  command: string
  /** The exit code it has to end with. */
  exit: number
  /** Made in the copy before the command runs. */
  change?: { file: string, from: string, to: string }
  /** An `asl serve` that runs meanwhile. */
  beside?: string
  /** What each run writes otherwise, a time say: not shown. */
  cut?: string
  /** The lines that are shown; all by default. */
  only?: string
  /** A file that the command has written, and the lines of it that are shown. */
  shows?: { file: string, only: string }
}

/** A command as it ran when the deck was built. */
export interface TerminalRun {
  command: string
  /** What it wrote, line by line. */
  lines: string[]
  exit: number
  /** How many lines there were more. */
  left?: number
  /** The line of a file that was changed before: as it was, and as it then is. */
  change?: { file: string, was: string, is: string }
  /** The command that ran meanwhile. */
  beside?: string
  /** What it wrote into a file, as far as it is shown. */
  file?: { name: string, lines: string[], left: number }
}
