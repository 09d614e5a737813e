import { parseArgs } from 'node:util'
import { orNear } from '../simulation/near-name.ts'
import { CommandError } from './problems.ts'

/** An option, as the command line takes it and as help tells it. */
export interface Option {
  type: 'string' | 'boolean'
  /** What help calls the value. */
  value?: string
  about: string
  /** It may be given more than once. */
  multiple?: boolean
}

export type Options = Readonly<Record<string, Option>>

export interface Arguments {
  files: string[]
  text: (name: string) => string | undefined
  /** The values of an option that may be repeated, in their order. */
  list: (name: string) => string[]
  flag: (name: string) => boolean
}

/**
 * Reads the arguments of a subcommand.
 *
 * @throws CommandError with the usage line for what the subcommand does not know
 */
export function readArguments(argv: readonly string[], options: Options, usage: string): Arguments {
  try {
    const args = withNegativeNumbers(argv, options)
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true })
    return {
      files: positionals,
      text: (name) => (typeof values[name] === 'string' ? values[name] : undefined),
      list: (name) => (Array.isArray(values[name]) ? values[name] as string[] : []),
      flag: (name) => values[name] === true,
    }
  } catch (error) {
    const reason = (error as Error).message.split(/\. |\n/)[0]!.replace(/\.$/, '')
    const unknown = /^Unknown option '(--[^']+)'/.exec(reason)?.[1]
    const near = unknown === undefined ? '' : orNear(unknown, Object.keys(options).map((name) => `--${name}`), '')
    throw new CommandError(`${reason}${near} (usage: ${usage})`)
  }
}

/** `--seed -1` means `--seed=-1`: a number that is negative is no option. */
function withNegativeNumbers(argv: readonly string[], options: Options): string[] {
  const args: string[] = []
  for (const arg of argv) {
    const before = args.at(-1)
    const wantsValue = before?.startsWith('--') && options[before.slice(2)]?.type === 'string'
    if (wantsValue && /^-\.?\d/.test(arg)) args[args.length - 1] = `${before}=${arg}`
    else args.push(arg)
  }
  return args
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
