import type { Command } from './command.ts'
import { help, helpOf } from './help.ts'
import { orNear } from '../simulation/near-name.ts'
import { CommandError, EXIT } from './problems.ts'
import type { Terminal } from './terminal.ts'
import { write } from './terminal.ts'
import { version } from './version.ts'

/** Each loads what it needs: the one that is asked for starts without waiting for the others. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  'run': async () => (await import('./commands/run.ts')).run,
  'validate': async () => (await import('./commands/validate.ts')).validate,
  'fmt': async () => (await import('./commands/fmt.ts')).fmt,
  'diagram': async () => (await import('./commands/diagram.ts')).diagram,
  'role': async () => (await import('./commands/role.ts')).role,
  'test': async () => (await import('./commands/test.ts')).test,
  'test-state': async () => (await import('./commands/test-state.ts')).testStateCommand,
  'batch': async () => (await import('./commands/batch.ts')).batch,
  'lab': async () => (await import('./commands/lab.ts')).lab,
  'serve': async () => (await import('./commands/serve.ts')).serve,
  'view': async () => (await import('./commands/view.ts')).view,
  'take-home': async () => (await import('./commands/take-home.ts')).takeHome,
  'parity': async () => (await import('./commands/parity.ts')).parity,
}

/**
 * The `asl` command: runs, checks, formats and draws state machines.
 *
 * @param argv arguments after the command's name
 * @returns the exit code: 0 when all is well, 1 when the answer is no (a failed execution, an invalid definition, a case that
 *   differs), 2 when the command could not do its work
 */
export async function main(argv: readonly string[], terminal: Terminal = process): Promise<number> {
  // The failed write itself says so below; without a listener the stream would end the process first.
  for (const stream of [terminal.stdout, terminal.stderr]) stream.on('error', () => {})
  try {
    return await answer(argv, terminal)
  } catch (error) {
    const known = error instanceof CommandError
    await write(terminal.stderr, `asl: ${known ? error.message : faultOf(error, terminal)}\n`).catch(() => {})
    return known ? error.exitCode : EXIT.usage
  }
}

async function answer(argv: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = argv[0] === 'help' && argv.length > 1 ? [argv[1]!, '--help'] : argv
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    await write(terminal.stdout, help(await Promise.all(Object.values(COMMANDS).map(load => load()))))
    return name === undefined ? EXIT.usage : EXIT.ok
  }
  if (name === '--version') {
    await write(terminal.stdout, `${version()}\n`)
    return EXIT.ok
  }
  const command = Object.hasOwn(COMMANDS, name) ? await COMMANDS[name]!() : undefined
  if (command === undefined) throw new CommandError(`there is no command "${name}"${orNear(name, Object.keys(COMMANDS), 'there is')}`)
  if (rest.includes('--help') || rest.includes('-h')) {
    await write(terminal.stdout, helpOf(command))
    return EXIT.ok
  }
  return command.run(rest, terminal)
}

/** What nobody foresaw. Its stack is for whoever mends it, and shown on request. */
function faultOf(error: unknown, { env }: Terminal): string {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
  if (env.ASL_STACK !== undefined && env.ASL_STACK !== '') return stack ?? message
  return `this is a fault of the command, not of your files: ${name}: ${message.split('\n')[0]} (ASL_STACK=1 shows where; please report it)`
}
