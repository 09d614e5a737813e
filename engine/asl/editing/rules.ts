/** Fields whose value is a list of objects with fields of the language. */
export const RULES = ['Retry', 'Catch', 'Choices']

/**
 * The field of the language whose value is meant by a path inside a state or a scope.
 *
 * @returns undefined for what stands in somebody's data
 */
export function fieldOf(inside: readonly string[]): string | undefined {
  const [first, , third] = inside
  if (inside.length === 1) return first
  if (RULES.includes(first!) && (inside.length === 3 || (third === 'ErrorEquals' && inside.length === 4))) return third
  return (first === 'ProcessorConfig' && inside.length === 2) ? inside[1] : undefined
}
