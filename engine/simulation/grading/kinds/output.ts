import type { Json } from '../../../asl/index.ts'
import type { Finding } from '../grade-types.ts'
import type { Subject } from '../subject.ts'
import { isObject } from '../../../asl/index.ts'
import { firstDifference } from '../difference.ts'
import { answerTo } from '../predicate.ts'
import { lastEvent, momentOf } from '../subject.ts'
import { valueInWords } from '../words.ts'
import { howItEnded } from './status.ts'

/** The output of the execution: as it must be, or what must be true of it. */
export async function checkOutput(asked: Json, { runs: [run] }: Subject): Promise<Finding | undefined> {
  const { output } = run!.recording
  const expression = isObject(asked) && typeof asked.$ === 'string' && Object.keys(asked).length === 1 ? asked.$ : undefined
  const at = momentOf(run!, lastEvent(run!))
  const expected = expression ?? valueInWords(asked)
  if (output === undefined)
    return { expected, actual: 'nothing', message: `Asked for an output. ${howItEnded(run!)}`, at }
  const actual = valueInWords(output)
  if (expression !== undefined) {
    if (await answerTo(expression, { output, input: JSON.parse(run!.recording.events[0]?.executionStartedEventDetails?.input ?? 'null') as Json }) === true)
      return undefined
    return { expected, actual, message: `The output of ${at.state} is ${actual}.`, at }
  }
  const difference = firstDifference(asked, output)
  if (!difference)
    return undefined
  const { path, expected: wanted, actual: got } = difference
  return { expected, actual, message: `${path === '' ? 'The output' : `Output: ${path}`} should be ${valueInWords(wanted)}, it is ${valueInWords(got)}.`, at }
}
