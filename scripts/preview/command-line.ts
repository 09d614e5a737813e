import process from 'node:process'
import { parseArgs, type ParseArgsConfig } from 'node:util'

/** What stops a command and has one sentence for the person in front of it. */
export class CommandError extends Error {
  readonly code: number

  /** @param code the exit code: 2 for a wrong command line, 1 for all else */
  constructor(message: string, code: 1 | 2) {
    super(message)
    this.code = code
  }
}

/**
 * Reads a command's options. `--help` prints the usage and ends the process.
 *
 * @param args the command line
 * @param options as `parseArgs` of node:util takes them; `help` is added
 * @param usage what `--help` prints
 * @throws CommandError for an option that there is not
 */
export function readOptions<T extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: T, usage: string) {
  try {
    const { values } = parseArgs({ args, options: { ...options, help: { type: 'boolean', short: 'h' } } })
    if (values.help) {
      console.log(usage)
      process.exit(0)
    }
    return values
  }
  catch (error) {
    throw new CommandError(`${(error as Error).message.split(/\. |\n/)[0]}. See --help.`, 2)
  }
}

/** @throws CommandError for what is no port */
export function readPort(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new CommandError(`--port ${text} is no port: it is a number from 0 to 65535.`, 2)
  return Number(text)
}

/** A base path with its slashes: `talk` is `/talk/`. */
export function readBase(text: string): string {
  return `/${text.replace(/^\/+|\/+$/g, '')}/`.replace('//', '/')
}

/** Why a server could not listen, in a sentence. */
export function whyNotListening(error: NodeJS.ErrnoException, port: number, address: string): CommandError {
  if (error.code === 'EADDRINUSE')
    return new CommandError(`Port ${port} is taken: name another with -- --port NUMBER.`, 1)
  if (error.code === 'EACCES')
    return new CommandError(`Port ${port} may not be used by you: name one above 1023 with -- --port NUMBER.`, 1)
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new CommandError(`${address} is no address of this machine.`, 2)
  return new CommandError(error.message, 1)
}

/** Runs a command: a mistake is a sentence and an exit code. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  }
  catch (error) {
    if (!(error instanceof CommandError))
      throw error
    console.error(error.message)
    process.exit(error.code)
  }
}
