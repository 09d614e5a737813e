import { parseArgs, type ParseArgsConfig } from 'node:util'
import { CommandError } from './problems.ts'

type Options = NonNullable<ParseArgsConfig['options']>

export interface Arguments {
  files: string[]
  text: (name: string) => string | undefined
  flag: (name: string) => boolean
}

/** Reads the arguments of a subcommand; what it does not know ends the command with its usage line. */
export function readArguments(argv: readonly string[], options: Options, usage: string): Arguments {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true })
    return {
      files: positionals,
      text: (name) => (typeof values[name] === 'string' ? (values[name] as string) : undefined),
      flag: (name) => values[name] === true,
    }
  } catch (error) {
    const reason = (error as Error).message.split(/\. |\n/)[0]
    throw new CommandError(`${reason} (usage: ${usage})`)
  }
}

/** The one file a subcommand is about. */
export function oneFile({ files }: Arguments, usage: string): string {
  if (files.length === 1) return files[0]!
  throw new CommandError(`${files.length === 0 ? 'no file is named' : 'only one file can be named'} (usage: ${usage})`)
}

/** An option that has to be one of a few words. */
export function oneOf<T extends string>(name: string, value: string | undefined, words: readonly T[], otherwise: T): T {
  if (value === undefined) return otherwise
  const found = words.find((word) => word.toLowerCase() === value.toLowerCase())
  if (found === undefined) throw new CommandError(`${name} is ${value}; it can be ${words.join(' or ')}`)
  return found
}
