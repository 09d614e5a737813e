import type { Json } from '../../../asl/index.ts'
import type { Finding } from '../grade-types.ts'
import type { Subject } from '../subject.ts'
import { isObject, jsonBytes } from '../../../asl/index.ts'
import { momentOf } from '../subject.ts'

const encoder = new TextEncoder()

/** How many bytes may go over any transition. */
export function checkEdge({ most }: { most: number }, { runs }: Subject): Finding | undefined {
  for (const run of runs) {
    let from = 'the start'
    for (const event of run.recording.events) {
      const { stateEnteredEventDetails: entered, stateExitedEventDetails: exited } = event
      const text = entered?.input ?? event.executionSucceededEventDetails?.output
      const bytes = text === undefined ? 0 : encoder.encode(text).length
      if (bytes > most) {
        const [key, size] = widestKey(JSON.parse(text!) as Json)
        const widest = key === '' ? '' : ` Widest key: ${key}, ${size.toLocaleString('en')} bytes.`
        const message = `${from} → ${entered?.name ?? 'the end'} carries ${bytes.toLocaleString('en')} bytes, asked are at most ${most.toLocaleString('en')}.${widest}`
        return { expected: `at most ${most.toLocaleString('en')} bytes`, actual: `${bytes.toLocaleString('en')} bytes`, message, at: momentOf(run, event) }
      }
      from = exited?.name ?? from
    }
  }
  return undefined
}

/**
 * The place that makes a value wide, and its bytes: `labels`, or `result.labels` where what lies in it is most of the first. The path is
 * empty for what has no keys.
 */
function widestKey(value: Json, path = '', bytes = 0): [path: string, bytes: number] {
  if (!isObject(value))
    return [path, bytes]
  const sizes = Object.entries(value).map(([key, entry]) => ({ key, entry: entry!, size: jsonBytes(entry!, Number.MAX_SAFE_INTEGER) }))
  const widest = sizes.sort((a, b) => b.size - a.size)[0]
  if (!widest || (path !== '' && widest.size < bytes / 2))
    return [path, bytes]
  return widestKey(widest.entry, path === '' ? widest.key : `${path}.${widest.key}`, widest.size)
}
