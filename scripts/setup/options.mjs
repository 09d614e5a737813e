// @ts-check
import { parseArgs } from 'node:util'

/**
 * What a task can be told.
 * @typedef {{
 *   type: 'boolean' | 'string', about: string, short?: string, value?: string,
 *   is?: 'port' | 'count' | 'whole' | 'number', oneOf?: readonly string[], alone?: true
 * }} Option `value` is what help calls the value; `is` and `oneOf` say which values there are; `alone`: a value may be
 *   left out, and is empty then
 * @typedef {Record<string, Option>} Options
 * @typedef {{ run: string, options: Options, parts?: string, partsAre?: readonly string[] }} Command `run` is the line that
 *   a person types; `parts` is what help calls what follows without a dash, of which there is none where it is missing;
 *   `partsAre` names all there are
 */

/**
 * @template {Options} O
 * @typedef {{ [Name in keyof O]?: O[Name]['type'] extends 'boolean' ? boolean : string }} Values
 */

/** An option that is not there, or a value that it can not have; the message is one sentence. */
export class UsageError extends Error {}

/**
 * Reads a command line.
 * @template {Options} O
 * @param {{ options: O } & Command} command
 * @param {readonly string[]} args
 * @returns {'help' | { values: Values<O>, parts: string[] }} `help` when that is what was asked for
 * @throws {UsageError}
 */
export function readOptions(command, args) {
  /** @type {Options} */
  const options = { ...command.options, help: { type: 'boolean', short: 'h', about: '' } }
  const { tokens } = parseArgs({
    // `--remote --port 1`: what begins with a dash is no value of an option that may stand alone.
    args: args.map((arg, at) => options[arg.replace(/^--/, '')]?.alone && !/^[^-]/.test(args[at + 1] ?? '') ? `${arg}=` : arg),
    options: Object.fromEntries(Object.entries(options).map(([name, { type, short }]) => [name, short ? { type, short } : { type }])),
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  /** @type {Record<string, string | boolean>} */
  const values = {}
  const parts = []
  for (const [at, token] of tokens.entries()) {
    const before = tokens[at - 1]
    // `--open false` means `--open=false`, as in Slidev.
    if (token.kind === 'positional' && /^(true|false)$/.test(token.value) && before?.kind === 'option' && options[before.name]?.type === 'boolean') {
      values[before.name] = token.value === 'true'
    } else if (token.kind === 'positional') {
      parts.push(token.value)
    } else if (token.kind === 'option') {
      const [name, value] = valueOf(options, token, command)
      values[name] = value
    }
  }
  if (values.help) return 'help'
  const unknown = command.parts ? parts.find((part) => command.partsAre && !command.partsAre.includes(part)) : parts[0]
  if (unknown !== undefined) {
    throw new UsageError(command.partsAre
      ? `There is no "${unknown}": choose ${command.partsAre.join(', ')}.`
      : `${command.run} takes options only, not "${unknown}".`)
  }
  return { values: /** @type {Values<O>} */ (values), parts }
}

/**
 * @param {Options} options
 * @param {{ name: string, rawName: string, value?: string | undefined, inlineValue?: boolean | undefined }} token
 * @param {Command} command
 * @returns {[string, string | boolean]} the option and its value
 */
function valueOf(options, { name, rawName, value, inlineValue }, command) {
  const positive = name.replace(/^no-/, '')
  if (!Object.hasOwn(options, name) && Object.hasOwn(options, positive) && options[positive]?.type === 'boolean' && value === undefined) return [positive, false]
  const option = Object.hasOwn(options, name) ? options[name] : undefined
  if (!option) {
    throw new UsageError(`${command.run} has no option ${rawName}${suggestion(rawName, Object.keys(options).map((known) => `--${known}`)) || '.'}`)
  }
  if (option.type === 'boolean') {
    if (value !== undefined && !/^(true|false)$/.test(value)) throw new UsageError(`${rawName} takes no value.`)
    return [name, value !== 'false']
  }
  if (value === undefined || (!inlineValue && value.startsWith('-') && value.length > 1)) {
    throw new UsageError(`${rawName} wants a value: ${rawName}=${option.value ?? 'VALUE'}.`)
  }
  const wrong = wrongValue(option, value)
  if (wrong) throw new UsageError(`${rawName} ${value} ${wrong}.`)
  return [name, value]
}

/** @param {Option} option @param {string} value @returns {string | undefined} what is wrong with it */
function wrongValue({ is, oneOf }, value) {
  if (oneOf && !oneOf.includes(value)) return `is none of ${oneOf.join(', ')}`
  if (is === 'port' && !(/^\d{1,5}$/.test(value) && Number(value) > 0 && Number(value) < 65_536)) return 'is no port: ports are whole numbers from 1 to 65535'
  if (is === 'whole' && !/^\d{1,15}$/.test(value)) return 'is no whole number'
  if (is === 'count' && !/^0*[1-9]\d{0,14}$/.test(value)) return 'is no whole number above 0'
  if (is === 'number' && !(value.trim() && Number.isFinite(Number(value)))) return 'is no number'
  return undefined
}

/**
 * `: did you mean --talk?` where a name that there is comes near enough.
 * @param {string} given
 * @param {readonly string[]} known
 */
function suggestion(given, known) {
  const near = known.map((name) => ({ name, edits: edits(given, name) })).sort((a, b) => a.edits - b.edits)[0]
  return near && near.edits <= Math.max(1, given.replace(/^-+/, '').length / 2) ? `: did you mean ${near.name}?` : ''
}

/** @param {string} from @param {string} to how many letters lie between two words (Levenshtein) */
function edits(from, to) {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at)
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...to].entries()) {
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)))
    }
    row = next
  }
  return row[to.length] ?? 0
}

/**
 * The usage of a task, in as many lines as it has options and one.
 * @param {Command} command
 * @param {string} about what the task does
 * @returns {string}
 */
export function helpOf({ run, options, parts }, about) {
  const rows = Object.entries(options).map(([name, { short, type, value = 'VALUE', alone, about: does }]) => {
    const shown = type === 'boolean' ? '' : alone ? `[=${value}]` : ` ${value}`
    return { left: `--${name}${shown}${short ? `, -${short}` : ''}`, does }
  })
  const width = Math.max(0, ...rows.map(({ left }) => left.length)) + 3
  const head = `${run}${rows.length || parts ? ' --' : ''}${rows.length ? ' [options]' : ''}${parts ? ` ${parts}` : ''}`
  return [`${head}: ${about}`, ...rows.map(({ left, does }) => `  ${left.padEnd(width)}${does}`)].join('\n')
}
