import type { Command } from './command.ts'
import { batch } from './commands/batch.ts'
import { diagram } from './commands/diagram.ts'
import { lab } from './commands/lab.ts'
import { run } from './commands/run.ts'
import { test } from './commands/test.ts'
import { testStateCommand } from './commands/test-state.ts'
import { validate } from './commands/validate.ts'
import { CommandError, EXIT } from './problems.ts'
import type { Terminal } from './terminal.ts'
import { write } from './terminal.ts'

const COMMANDS: Record<string, Command> = { run, validate, diagram, test, 'test-state': testStateCommand, batch, lab }

/**
 * The `asl` command: runs, checks and draws state machines.
 *
 * @param argv arguments after the command's name
 * @returns the exit code: 0 when all is well, 1 when the answer is no (a failed execution, an invalid definition, a case that
 *   differs), 2 when the command could not do its work
 */
export async function main(argv: readonly string[], terminal: Terminal = process): Promise<number> {
  const [name, ...rest] = argv
  // The failed write itself says so below; without a listener the stream would end the process first.
  terminal.stdout.on('error', () => {})
  try {
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      await write(terminal.stdout, help())
      return name === undefined ? EXIT.usage : EXIT.ok
    }
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name]! : undefined
    if (command === undefined) throw new CommandError(`there is no command "${name}"; there is ${Object.keys(COMMANDS).join(', ')}`)
    if (rest.includes('--help') || rest.includes('-h')) {
      await write(terminal.stdout, `usage: ${command.usage}\n${command.about}\n`)
      return EXIT.ok
    }
    return await command.run(rest, terminal)
  } catch (error) {
    // The reader of a pipe has gone: nobody is left to tell.
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') return EXIT.ok
    if (!(error instanceof CommandError)) throw error
    await write(terminal.stderr, `asl: ${error.message}\n`)
    return error.exitCode
  }
}

function help(): string {
  const lines = Object.values(COMMANDS).map(({ usage, about }) => `  ${usage}\n      ${about}`)
  return `usage: asl COMMAND [arguments]\n\n${lines.join('\n')}\n\nA FILE is JSON or YAML; - is standard input. Exit code: 0 yes, 1 no, 2 could not be done.\n`
}
