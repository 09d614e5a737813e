import type { Json } from '../../../asl/index.ts'
import type { Finding } from '../grade-types.ts'
import type { TextSubject } from '../subject.ts'
import { answerTo } from '../predicate.ts'
import { stateNames } from '../../../asl/index.ts'

/** The last resort: what no run can tell. An expression over the definition is true, or a pointer to what is not as asked. */
export async function checkDefinition({ $: expression, say }: { $: string, say: string }, { definition }: TextSubject): Promise<Finding | undefined> {
  const answer = await answerTo(expression, { definition: definition as unknown as Json })
  if (answer === true)
    return undefined
  const pointer = typeof answer === 'string' && answer.startsWith('/') ? answer : undefined
  const state = pointer === undefined ? undefined : stateNames(definition).find(name => pointer.split('/').includes(name))
  return { expected: say, actual: pointer ?? 'not so', message: `Asked: ${say}. ${state === undefined ? 'It is not so.' : `${state} is another matter.`}`, at: { ...(pointer === undefined ? {} : { pointer }), ...(state === undefined ? {} : { state }) } }
}
