// @ts-check
import { commands } from './commands.mjs'
import { helpOf, readOptions, UsageError } from './options.mjs'
import { tasks } from './tasks.mjs'

/**
 * What the running script was told. Asked for help, it prints that and ends with 0; told something that it does not know,
 * it says so and ends with 2.
 * @template {keyof typeof commands} Name
 * @param {Name} name the task that the script is
 * @returns {{ values: import('./options.mjs').Values<(typeof commands)[Name]['options']>, parts: string[] }}
 */
export function givenTo(name) {
  try {
    const given = readOptions(commands[name], process.argv.slice(2))
    if (given !== 'help') return given
    process.stdout.write(`${helpOf(commands[name], tasks[name]?.about ?? '')}\n`)
    process.exit()
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(2)
  }
}
