/**
 * What makes an account's clock go: in real time, as fast as nobody outside is hindered, or only when it is told to.
 *
 * Executions take turns: a job of one comes after what is ready of the others, and after a few milliseconds of work whatever else the
 * process does has its turn.
 */

import type { Clock, Pause } from '../../asl/index.ts'
import { pagePause } from '../../simulation/run/page-pause.ts'

export type ClockMode = 'real' | 'fast' | 'manual'

export interface DriverOptions {
  mode: ClockMode
  /** In real time, a virtual second takes so many real ones; 0 is as fast as it goes. */
  scale?: number
  /** Whether somebody outside is at work on something: then a fast clock does not skip to where that is given up. */
  busyOutside?: () => boolean
  /** Whether a call is on its way to somebody outside: then a fast clock skips nothing. */
  calling?: () => boolean
  /** Milliseconds of a clock that only goes forward. */
  wall?: () => number
}

/** Node and browsers take no longer timers. */
const LONGEST_SLEEP = 2 ** 31 - 1

export class ClockDriver {
  readonly mode: ClockMode
  /** A virtual second takes so many of the wall's. */
  readonly scale: number
  private readonly clock: Clock
  private readonly busyOutside: () => boolean
  private readonly calling: () => boolean
  private readonly wall: () => number
  private readonly pause: Pause = pagePause()
  /** Virtual time is this much after the scaled wall clock. */
  private offset: number
  private pumping: Promise<void> | undefined
  private again = false
  private alarm: ReturnType<typeof setTimeout> | undefined
  private closed = false

  constructor(clock: Clock, { mode, scale = 1, busyOutside = () => false, calling = () => false, wall = () => performance.now() }: DriverOptions) {
    this.clock = clock
    this.mode = mode === 'real' && scale === 0 ? 'fast' : mode
    this.scale = scale > 0 ? scale : 1
    this.busyOutside = busyOutside
    this.calling = calling
    this.wall = wall
    this.offset = clock.now - this.elapsed
  }

  /** Present virtual time in milliseconds since the epoch. */
  get now(): number {
    return Math.max(this.clock.now, this.present)
  }

  /** When something comes next, in milliseconds since the epoch; undefined where nothing waits. */
  get next(): number | undefined {
    return this.clock.nextTimer
  }

  /** There is something to do. */
  readonly wake = (): void => {
    this.again = true
    if (!this.pumping && !this.closed) this.pumping = this.pump()
  }

  /** Brings the clock up to the present moment, so that what is asked now is answered as of now. It waits for no long run. */
  settle(): void {
    if (!this.pumping) this.wake()
  }

  /**
   * Moves the clock on and does all that is due until then.
   *
   * @param time virtual milliseconds since the epoch; what lies in the past moves nothing
   */
  async moveTo(time: number): Promise<void> {
    while (this.pumping) await this.pumping
    if (time > this.present) this.offset += time - this.present
    this.pumping = this.clock.run(time, this.pause).finally(() => this.pumping = undefined)
    await this.pumping
    this.wake()
  }

  /** Moves the clock on to what comes next. False when nothing does. */
  async moveToNext(): Promise<boolean> {
    while (this.pumping) await this.pumping
    const next = this.clock.nextTimer
    if (next === undefined) return false
    await this.moveTo(next)
    return true
  }

  close(): void {
    this.closed = true
    clearTimeout(this.alarm)
  }

  /** The virtual moment that it should be. */
  private get present(): number {
    return this.mode === 'manual' ? this.clock.now : Math.floor(this.offset + this.elapsed)
  }

  private get elapsed(): number {
    return this.wall() / this.scale
  }

  private async pump(): Promise<void> {
    clearTimeout(this.alarm)
    try {
      while ((this.again || this.clock.hasWork) && !this.closed) {
        this.again = false
        await this.clock.run(this.present, this.pause)
        await this.skip()
      }
    }
    finally {
      this.pumping = undefined
    }
    this.sleep()
  }

  /** In fast mode: goes on to what comes next, as long as that only waits. */
  private async skip(): Promise<void> {
    // What has come up meanwhile is of the present moment: it goes first.
    while (this.mode === 'fast' && !this.closed && !this.again && !this.clock.hasWork) {
      const next = this.clock.nextTimer
      if (next === undefined || this.calling() || (this.clock.nextLimits && this.busyOutside())) return
      if (next > this.present) this.offset += next - this.present
      await this.clock.run(Math.max(next, this.present), this.pause)
    }
  }

  private sleep(): void {
    const next = this.closed || this.mode === 'manual' ? undefined : this.clock.nextTimer
    if (next === undefined) return
    const wait = Math.ceil((next - this.present) * this.scale)
    this.alarm = setTimeout(this.wake, Math.min(Math.max(wait, 0), LONGEST_SLEEP))
    // A clock that waits keeps no process alive; a server does.
    if (typeof this.alarm === 'object') this.alarm.unref()
  }
}
