/**
 * Virtual time. Nothing here sleeps: when no work is left at the present moment, the clock jumps to the next timer. Any number
 * of executions and simulated services can share one clock; what is due at the same moment happens in the order in which it
 * was asked for, so a run repeats exactly.
 */

/** Work that is ready now. It may answer with a promise (JSONata); nothing else happens until that has settled. */
export type Job = () => void | Promise<void>

export class Timer {
  readonly at: number
  readonly sequence: number
  /** Whether it gives up on something that may still be at work. */
  readonly limits: boolean
  /** Undefined once the timer has fired or was cancelled. */
  job: Job | undefined

  constructor(at: number, sequence: number, limits: boolean, job: Job) {
    this.at = at
    this.sequence = sequence
    this.limits = limits
    this.job = job
  }

  cancel(): void {
    this.job = undefined
  }
}

/** Decides whether a run that takes long stands aside for a moment, and does so. */
export type Pause = () => Promise<void> | undefined

/** The last moment a JavaScript date can name, in the year 275760. */
const END_OF_TIME = 8_640_000_000_000_000

/** Where pauses are wanted, a strand that never waits is interrupted after so many states. */
const ASKED_FOR_A_TURN = 64

export class Clock {
  private time: number
  private readonly timers: Timer[] = []
  /** With so many timers, those that were cancelled are taken out: most executions cancel one that was to end them. */
  private crowd = 1024
  private sequence = 0
  private ready: (Job | undefined)[] = []
  private next = 0
  private running: Promise<void> | undefined
  private pause: Pause | undefined
  private asked = 0

  /** `start`: virtual milliseconds since 1970-01-01T00:00:00Z. */
  constructor(start = Date.UTC(2026, 10, 1, 9)) {
    this.time = start
  }

  /** Present virtual time in milliseconds since the epoch. */
  get now(): number {
    return this.time
  }

  /** Runs `job` at the present moment, after everything that is ready already. */
  enqueue(job: Job): void {
    this.ready.push(job)
  }

  /** True when something else waits for its turn at the present moment, or whoever runs the clock wants one. */
  get busy(): boolean {
    return this.hasWork || (this.pause !== undefined && ++this.asked % ASKED_FOR_A_TURN === 0)
  }

  /** Runs `job` once after `ms` virtual milliseconds; at once for what is below zero or no number. */
  after(ms: number, job: Job): Timer {
    return this.at(this.time + (ms > 0 ? ms : 0), job)
  }

  /** Runs `job` once at the given virtual time, or now if that has passed. */
  at(time: number, job: Job): Timer {
    return this.add(time, false, job)
  }

  /** Like `after`, for what gives up on something: a timeout. Whoever drives the clock may hold it up there while somebody outside is at work. */
  limit(ms: number, job: Job): Timer {
    return this.add(this.time + (ms > 0 ? ms : 0), true, job)
  }

  /** Whether something is left to do at the present moment. */
  get hasWork(): boolean {
    return this.next < this.ready.length
  }

  /** When the next timer is due, or undefined without one. */
  get nextTimer(): number | undefined {
    this.dropCancelled()
    return this.timers[0]?.at
  }

  /** Whether the next timer is a limit. */
  get nextLimits(): boolean {
    this.dropCancelled()
    return this.timers[0]?.limits === true
  }

  private add(time: number, limits: boolean, job: Job): Timer {
    const timer = new Timer(time > this.time ? Math.min(time, END_OF_TIME) : this.time, this.sequence++, limits, job)
    if (this.timers.length >= this.crowd) this.takeOutCancelled()
    pushTimer(this.timers, timer)
    return timer
  }

  /**
   * Runs until nothing is left to do, or until everything due at `until` (virtual milliseconds since the epoch) is done; the
   * clock then stands at `until`. A second call while one is under way waits for the first, then goes on.
   *
   * @param pause asked after every job; where it answers with a promise, the clock waits for it: a long run can hand its
   * thread back that way. What happens in virtual time does not depend on it.
   */
  async run(until = Number.POSITIVE_INFINITY, pause?: Pause): Promise<void> {
    while (this.running) await this.running
    this.pause = pause
    const pending = pause ? this.drainWithPauses(until, pause) : this.drain(until)
    if (!pending) return
    this.running = pending
    try {
      await pending
    }
    finally {
      this.running = undefined
      this.pause = undefined
    }
  }

  /** Runs job after job; only from the first one on that answers with a promise, so does this. */
  private drain(until: number): void | Promise<void> {
    for (let job = this.take(until); job; job = this.take(until)) {
      const pending = job()
      if (pending) return this.drainAfter(pending, until)
    }
  }

  private async drainAfter(first: Promise<void>, until: number): Promise<void> {
    await first
    for (let job = this.take(until); job; job = this.take(until)) {
      const pending = job()
      if (pending) await pending
    }
  }

  private async drainWithPauses(until: number, pause: Pause): Promise<void> {
    for (let job = this.take(until); job; job = this.take(until)) {
      const pending = job()
      if (pending) await pending
      const paused = pause()
      if (paused) await paused
    }
  }

  /** The next job: what is ready at the present moment, else the next timer's. Without one, the clock goes on to `until`. */
  private take(until: number): Job | undefined {
    if (this.next < this.ready.length) {
      const job = this.ready[this.next]!
      // What is done with must not keep an execution in memory that has ended.
      this.ready[this.next++] = undefined
      if (this.next > 1024 && this.next * 2 > this.ready.length) {
        this.ready = this.ready.slice(this.next)
        this.next = 0
      }
      return job
    }
    if (this.next > 0) {
      this.ready.length = 0
      this.next = 0
    }
    this.dropCancelled()
    const timer = this.timers[0]
    if (!timer || timer.at > until) {
      if (Number.isFinite(until) && until > this.time) this.time = until
      return undefined
    }
    popTimer(this.timers)
    this.time = timer.at
    const { job } = timer
    timer.job = undefined
    return job
  }

  private takeOutCancelled(): void {
    let kept = 0
    for (const timer of this.timers) if (timer.job) this.timers[kept++] = timer
    this.timers.length = kept
    // In their order they are a heap as well.
    this.timers.sort((a, b) => earlier(a, b) ? -1 : 1)
    this.crowd = Math.max(1024, this.timers.length * 2)
  }

  private dropCancelled(): void {
    while (this.timers[0] && !this.timers[0].job) popTimer(this.timers)
  }
}

function earlier(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.sequence < b.sequence)
}

/** The timers form a binary heap: the earliest first. */
function pushTimer(heap: Timer[], timer: Timer): void {
  let index = heap.push(timer) - 1
  while (index > 0) {
    const parent = (index - 1) >> 1
    if (!earlier(timer, heap[parent]!)) break
    heap[index] = heap[parent]!
    index = parent
  }
  heap[index] = timer
}

function popTimer(heap: Timer[]): void {
  const last = heap.pop()!
  if (heap.length === 0) return
  let index = 0
  for (;;) {
    let child = 2 * index + 1
    if (child >= heap.length) break
    if (child + 1 < heap.length && earlier(heap[child + 1]!, heap[child]!)) child++
    if (!earlier(heap[child]!, last)) break
    heap[index] = heap[child]!
    index = child
  }
  heap[index] = last
}

/** Virtual milliseconds as the service writes times: ISO 8601 with milliseconds, UTC. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
