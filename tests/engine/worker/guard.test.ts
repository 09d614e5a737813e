import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Guard } from '../../../engine/simulation/worker/guard.ts'
import type { FromWorker } from '../../../engine/simulation/worker/serve.ts'

// What a guard does with what it hears, on a clock of the test's own; tests in a browser have real workers.

class TestWorker extends EventTarget {
  static made: TestWorker[] = []
  readonly asked: { number: number, request: string }[] = []
  ended = false

  constructor() {
    super()
    TestWorker.made.push(this)
  }

  postMessage(message: { number: number, request: string }): void {
    this.asked.push(message)
  }

  terminate(): void {
    this.ended = true
  }

  tell(message: Omit<FromWorker<string, string>, 'number'> & Record<string, unknown>, number = this.asked.at(-1)!.number): void {
    this.dispatchEvent(new MessageEvent('message', { data: { number, ...message } }))
  }
}

beforeEach(() => {
  TestWorker.made = []
  vi.useFakeTimers()
})
afterEach(() => vi.useRealTimers())

const newGuard = () => new Guard<string, string, string>(() => new TestWorker() as unknown as Worker)
const failureOf = (answer: Promise<string>) => answer.then(() => undefined, (thrown: unknown) => ({ ...thrown as object, message: (thrown as Error).message }))

test('an answer goes to its question, news before it; the worker is kept for the next', async () => {
  const guard = newGuard()
  const news: string[] = []
  const first = guard.ask('one', { onNews: (one) => news.push(one) })
  const [worker] = TestWorker.made
  expect(guard.busy).toBe(true)
  worker!.tell({ kind: 'begun' })
  worker!.tell({ kind: 'news', news: 'half' })
  worker!.tell({ kind: 'answer', answer: 'done' })
  expect(await first).toBe('done')
  expect(news).toEqual(['half'])
  expect(guard.busy).toBe(false)
  const second = guard.ask('two')
  worker!.tell({ kind: 'answer', answer: 'late' }, 1)
  worker!.tell({ kind: 'answer', answer: 'in time' })
  expect(await second).toBe('in time')
  expect(TestWorker.made).toHaveLength(1)
})

test('a worker that says that it works is left to work; one that says nothing is stuck', async () => {
  const guard = newGuard()
  const failure = failureOf(guard.ask('long', { seconds: 10 }))
  const [worker] = TestWorker.made
  vi.advanceTimersByTime(29_000)
  worker!.tell({ kind: 'begun' })
  for (let told = 0; told < 100; told++) {
    vi.advanceTimersByTime(9000)
    worker!.tell({ kind: 'working' })
  }
  expect(guard.busy).toBe(true)
  vi.advanceTimersByTime(10_000)
  expect(await failure).toEqual({ reason: 'stuck', message: 'The run was ended because nothing came of it for 10 seconds.' })
  expect(worker!.ended).toBe(true)
  expect(guard.ready).toBe(false)
})

test('what is asked later ends what is asked, with its worker; what that one still says is nobody’s', async () => {
  const guard = newGuard()
  const first = failureOf(guard.ask('one'))
  const second = guard.ask('two')
  const [old, current] = TestWorker.made
  expect(await first).toMatchObject({ reason: 'ended' })
  expect(old!.ended).toBe(true)
  old!.tell({ kind: 'answer', answer: 'one' }, current!.asked[0]!.number)
  old!.dispatchEvent(new Event('error', { cancelable: true }))
  current!.tell({ kind: 'answer', answer: 'two' })
  expect(await second).toBe('two')
})

test.each<[what: string, happens: (worker: TestWorker) => void, message: string]>([
  ['never begins', () => vi.advanceTimersByTime(30_000), 'The worker that runs definitions did not begin within 30 seconds.'],
  ['can not be loaded', (worker) => worker.dispatchEvent(new Event('error', { cancelable: true })), 'The worker that runs definitions could not be loaded.'],
  ['breaks', (worker) => worker.dispatchEvent(Object.assign(new Event('error', { cancelable: true }), { message: 'out of memory' })), 'The worker that runs definitions broke: out of memory'],
  ['can not be understood', (worker) => worker.dispatchEvent(new Event('messageerror')), 'What the worker answered could not be read.'],
  ['throws', (worker) => worker.tell({ kind: 'broken', message: 'No such thing.' }), 'No such thing.'],
])('a worker that %s is ended with a sentence', async (_, happens, message) => {
  const guard = newGuard()
  const failure = failureOf(guard.ask('one'))
  happens(TestWorker.made[0]!)
  expect(await failure).toEqual({ reason: 'worker', message })
  expect(guard.busy).toBe(false)
})
