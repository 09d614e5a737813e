import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Milliseconds one call takes: repeated until at least `atLeast` ms are over. */
export async function time(work: () => Promise<unknown>, atLeast = 0): Promise<number> {
  const start = performance.now()
  let calls = 0
  let passed = 0
  do {
    await work()
    calls++
    passed = performance.now() - start
  } while (passed < atLeast)
  return passed / calls
}

/** The same in milliseconds of the processor, which others that keep the machine busy do not count in. */
export async function processorTime(work: () => Promise<unknown>, atLeast = 0): Promise<number> {
  const start = process.cpuUsage()
  let calls = 0
  let passed = 0
  do {
    await work()
    calls++
    const { user, system } = process.cpuUsage(start)
    passed = (user + system) / 1000
  } while (passed < atLeast)
  return passed / calls
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]!
}

/** Bytes on the heap that `make`'s result holds. */
export async function heldBy(make: () => Promise<unknown>): Promise<number> {
  collect()
  const before = process.memoryUsage().heapUsed
  const held = [await make()]
  collect()
  const bytes = process.memoryUsage().heapUsed - before
  held.pop()
  return bytes
}

let garbageCollector: (() => void) | undefined

export function collect(): void {
  if (!garbageCollector) {
    setFlagsFromString('--expose-gc')
    garbageCollector = runInNewContext('gc') as () => void
  }
  garbageCollector()
}
