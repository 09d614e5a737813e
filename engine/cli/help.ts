import type { Command } from './command.ts'

/** What `asl --help` says. */
export function help(commands: Iterable<Command>): string {
  const lines = [...commands].map(({ usage, about }) => `  ${usage}\n      ${about}`)
  return `usage: asl COMMAND [arguments]

${lines.join('\n')}

asl COMMAND --help has the options and an example, asl --version the version. A FILE is JSON or YAML; - is standard input.

Exit code:
  0  yes: it succeeded, it is valid, nothing differs
  1  the answer is no: the execution failed, the definition is invalid, a case or the format differs
  2  it could not be done: wrong arguments, a file that can not be read, output that can not be written
`
}

/** What `asl COMMAND --help` says. */
export function helpOf({ usage, about, options, examples }: Command): string {
  const rows = Object.entries(options).map(([name, { type, value = 'VALUE', about: does, multiple }]) => ({
    left: `--${name}${type === 'boolean' ? '' : ` ${value}`}`,
    right: `${does}${multiple === true ? '; may be repeated' : ''}`,
  }))
  const width = Math.max(0, ...rows.map(({ left }) => left.length)) + 2
  return [
    `usage: ${usage}`,
    about,
    ...rows.length > 0 ? ['', ...rows.map(({ left, right }) => `  ${left.padEnd(width)}${right}`)] : [],
    '',
    examples.length === 1 ? 'Example:' : 'Examples:',
    ...examples.map((example) => `  ${example}`),
    '',
  ].join('\n')
}
