import type { Json } from '../json.ts'
import type { PathFunctionName } from './syntax.ts'
import { isObject } from '../json.ts'
import { QueryError } from '../query-error.ts'

/** Applies a function at the end of a path, such as `$.items.length()`, to the value the path found. */
export function applyFunction(name: PathFunctionName, argument: number | undefined, value: Json): Json {
  switch (name) {
    case 'length':
    case 'size': return Array.isArray(value) ? value.length : isObject(value) ? Object.keys(value).length : null
    case 'keys': return isObject(value) ? Object.keys(value) : null
    case 'first': return element(name, value, 0)
    case 'last': return element(name, value, -1)
    case 'index': return element(name, value, argument ?? 0)
    default: return aggregate(name, numbers(name, value))
  }
}

function element(name: string, value: Json, index: number): Json {
  const found = Array.isArray(value) ? value.at(index) : undefined
  if (found === undefined) throw new QueryError('States.Runtime', `Function ${name}() has no array element to return.`)
  return found
}

function numbers(name: string, value: Json): number[] {
  const found = Array.isArray(value) ? value.filter(entry => typeof entry === 'number') : []
  if (found.length === 0) throw new QueryError('States.Runtime', `Function ${name}() needs an array with at least one number.`)
  return found
}

function aggregate(name: 'min' | 'max' | 'avg' | 'sum' | 'stddev', values: number[]): number {
  const sum = values.reduce((total, value) => total + value, 0)
  switch (name) {
    case 'min': return values.reduce((a, b) => Math.min(a, b))
    case 'max': return values.reduce((a, b) => Math.max(a, b))
    case 'sum': return sum
    case 'avg': return sum / values.length
    case 'stddev': return Math.sqrt(values.reduce((total, value) => total + (value - sum / values.length) ** 2, 0) / values.length)
  }
}
