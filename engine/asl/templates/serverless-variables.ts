import { isObject, type Json, type JsonObject } from '../query/json.ts'
import { placeholderName, type Where } from './intrinsics.ts'

/**
 * Fills in the variables of a serverless.yml, as far as the file says what they are: `${self:custom.tries}`, and what stands behind a comma
 * where a source is not there. The others become placeholders, `${optstage}` for `${opt:stage}`. A placeholder without a source stays.
 *
 * https://www.serverless.com/framework/docs/guides/variables
 *
 * @param value what has variables in it
 * @param file the whole file
 * @param given values by the names of placeholders; they win
 * @param origins hears of placeholders that are left, and what they are
 */
export function fillVariables(value: Json, file: JsonObject, given: Readonly<Record<string, string>>, where: Where, origins: Map<string, string>): Json {
  const variables = new Variables(file, given, where, origins)
  return variables.fill(value, 0)
}

const INNERMOST = /\$\{((?:self|opt|env|file|cf|ssm|s3|sls|aws|param|git)[:(][^${}]*)\}/

/** Variables may name each other in a circle, or multiply: so many are looked up in a file, no more. */
const MOST = 10_000

/** So many stand one in another. */
const MOST_DEPTH = 50

class Variables {
  readonly #file: JsonObject
  readonly #given: Readonly<Record<string, string>>
  readonly #where: Where
  readonly #origins: Map<string, string>
  #looked = 0

  constructor(file: JsonObject, given: Readonly<Record<string, string>>, where: Where, origins: Map<string, string>) {
    this.#file = file
    this.#given = given
    this.#where = where
    this.#origins = origins
  }

  fill(value: Json, depth: number): Json {
    if (typeof value === 'string') return this.#text(value, depth)
    if (Array.isArray(value)) return value.map((one) => this.fill(one, depth))
    if (!isObject(value)) return value
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, this.fill(member, depth)]))
  }

  /** A text that is one variable becomes its value, a number or an object too. */
  #text(text: string, depth: number): Json {
    let rest = text
    while (this.#looked++ < MOST && depth < MOST_DEPTH) {
      const match = INNERMOST.exec(rest)
      if (!match) return rest
      const value = this.#value(match[1]!, depth)
      if (match[0] === rest) return value
      rest = rest.slice(0, match.index) + (typeof value === 'object' ? JSON.stringify(value) : String(value)) + rest.slice(match.index + match[0].length)
    }
    return rest
  }

  #value(variable: string, depth: number): Json {
    const [source, ...others] = variable.split(/,(?![^(]*\))/).map((one) => one.trim())
    const name = placeholderName(source!)
    if (Object.hasOwn(this.#given, name)) return this.#given[name]!
    const found = this.#source(source!)
    if (found !== undefined) return this.fill(found, depth + 1)
    const otherwise = others[0]
    if (otherwise !== undefined) {
      const literal = /^'([^']*)'$|^"([^"]*)"$/.exec(otherwise)
      if (literal) return literal[1] ?? literal[2] ?? ''
      return INNERMOST.test(`\${${otherwise}}`) ? this.#value(others.join(', '), depth + 1) : otherwise
    }
    this.#origins.set(name, source!)
    return `\${${name}}`
  }

  #source(source: string): Json | undefined {
    if (source === 'aws:region') return this.#where.region
    if (source === 'aws:accountId') return this.#where.account
    if (!source.startsWith('self:')) return undefined
    return source.slice(5).split('.').reduce<Json | undefined>((value, step) => (typeof value === 'object' && value !== null ? (value as JsonObject)[step] : undefined), this.#file)
  }
}
