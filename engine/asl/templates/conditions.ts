import { isObject, type Json, type JsonObject } from '../query/json.ts'

/**
 * Whether a condition of a template holds.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html
 *
 * @param condition a condition's name, or the function that it is
 * @param conditions the template's Conditions
 * @param plain a value with its functions worked out; undefined where only a deployment knows it
 * @returns undefined where only a deployment knows
 */
export function holds(condition: Json, conditions: JsonObject, plain: (value: Json) => Json | undefined, open: readonly string[] = []): boolean | undefined {
  if (typeof condition === 'string') {
    const named = Object.hasOwn(conditions, condition) && !open.includes(condition) ? conditions[condition]! : undefined
    return named === undefined ? undefined : holds(named, conditions, plain, [...open, condition])
  }
  if (!isObject(condition)) return undefined
  const [[name, inner] = []] = Object.entries(condition)
  if (name === 'Condition') return holds(inner!, conditions, plain, open)
  if (!Array.isArray(inner)) return undefined
  const parts = (): (boolean | undefined)[] => inner.map((one) => holds(one, conditions, plain, open))
  switch (name) {
    case 'Fn::Equals': {
      const [left, right] = inner.map((one) => plain(one))
      return left === undefined || right === undefined ? undefined : String(left) === String(right)
    }
    case 'Fn::Not': return negated(parts()[0])
    case 'Fn::And': return all(parts())
    case 'Fn::Or': return negated(all(parts().map(negated)))
    default: return undefined
  }
}

function negated(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value
}

function all(values: readonly (boolean | undefined)[]): boolean | undefined {
  if (values.includes(false)) return false
  return values.includes(undefined) ? undefined : true
}
