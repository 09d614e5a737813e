import type { Json } from './json.ts'
import type { Variables } from './scope.ts'
import { jsonBytes } from './json.ts'
import { QueryError } from './query-error.ts'

/** Quotas on variables, in bytes of JSON text. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
export const variableLimits = { nameLength: 80, variableBytes: 262_144, assignBytes: 262_144, executionBytes: 10_485_760 } as const

const validName = /^\p{ID_Start}\p{ID_Continue}*$/u

/**
 * What is wrong with a variable's name, or undefined. Names follow Unicode's rules for identifiers, have at most 80
 * characters, and can't be `states`. https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html
 */
export function variableNameProblem(name: string): string | undefined {
  if (name.length > variableLimits.nameLength) return `has more than ${variableLimits.nameLength} characters`
  if (!validName.test(name)) return 'is not an identifier'
  return name === 'states' ? 'is reserved' : undefined
}

interface Variable {
  value: Json
  bytes: number
}

interface Usage {
  bytes: number
}

/**
 * The variables of one execution, or of one branch or iteration in it: a branch reads the variables around it, assigns
 * its own, and they are gone when it ends. Expressions of one Assign are evaluated before any of them is assigned, so
 * all see the values from the state's entry: evaluate the whole template first, then pass the result to `assign`.
 */
export class VariableScope implements Variables {
  /** Made with the first variable: most branches and iterations assign none. */
  private own: Map<string, Variable> | undefined
  private readonly outer: VariableScope | undefined
  private readonly usage: Usage

  constructor(outer?: VariableScope) {
    this.outer = outer
    this.usage = outer ? outer.usage : { bytes: 0 }
  }

  /** A scope for a branch of a Parallel or an iteration of an inline Map. */
  inner(): VariableScope {
    return new VariableScope(this)
  }

  /** Whether none has been assigned, here or around. */
  get isEmpty(): boolean {
    return !this.own?.size && (this.outer?.isEmpty ?? true)
  }

  get(name: string): Json | undefined {
    const variable = this.own?.get(name)
    return variable ? variable.value : this.outer?.get(name)
  }

  has(name: string): boolean {
    return (this.own?.has(name) ?? false) || (this.outer?.has(name) ?? false)
  }

  /** All visible variables, inner ones over outer ones. */
  all(): Record<string, Json> {
    const result: Record<string, Json> = this.outer ? this.outer.all() : {}
    for (const [name, { value }] of this.own ?? []) result[name] = value
    return result
  }

  /**
   * Assigns all variables of one Assign, or none. Throws States.Runtime for names that can't be, names that an outer
   * scope has, and values beyond the quotas.
   */
  assign(values: { [name: string]: Json }): void {
    const sizes = Object.entries(values).map(([name, value]) => [name, this.checked(name, value)] as const)
    const total = sizes.reduce((sum, [, bytes]) => sum + bytes, 0)
    if (total > variableLimits.assignBytes) throw tooLarge(`The variables assigned at once take ${total} bytes`, variableLimits.assignBytes)
    const after = sizes.reduce((bytes, [name, size]) => bytes + size - (this.own?.get(name)?.bytes ?? 0), this.usage.bytes)
    if (after > variableLimits.executionBytes) throw tooLarge(`All variables of the execution take ${after} bytes`, variableLimits.executionBytes)
    this.usage.bytes = after
    this.own ??= new Map()
    for (const [name, bytes] of sizes) this.own.set(name, { value: values[name]!, bytes })
  }

  /** Gives back the space of a branch that has ended. */
  release(): void {
    for (const { bytes } of this.own?.values() ?? []) this.usage.bytes -= bytes
    this.own = undefined
  }

  private checked(name: string, value: Json): number {
    const problem = variableNameProblem(name)
    if (problem) throw new QueryError('States.Runtime', `The variable name '${name.slice(0, 100)}' ${problem}.`)
    if (this.outer?.has(name)) throw new QueryError('States.Runtime', `The variable '${name}' belongs to an outer scope and can't be assigned here.`)
    const bytes = jsonBytes(value, variableLimits.variableBytes)
    if (bytes > variableLimits.variableBytes) throw tooLarge(`The variable '${name}' is too large`, variableLimits.variableBytes)
    return bytes
  }
}

function tooLarge(subject: string, limit: number): QueryError {
  return new QueryError('States.Runtime', `${subject}, more than the limit of ${limit} bytes.`)
}
