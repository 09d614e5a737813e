/** What a command can't do, in one line that says what to change. Everything else that is thrown is a defect. */
export class CommandError extends Error {
  readonly exitCode: number

  constructor(message: string, exitCode: number = EXIT.usage) {
    super(message)
    this.name = 'CommandError'
    this.exitCode = exitCode
  }
}

/** Exit codes of every subcommand. */
export const EXIT = {
  ok: 0,
  /** The command did its work and the answer is no: a failed execution, an invalid definition, a case that differs. */
  no: 1,
  /** The command could not do its work: wrong arguments, a file that can't be read, input that is no JSON. */
  usage: 2,
} as const
