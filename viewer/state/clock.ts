/** The server's clock: executions begin and end by it. */

import { shallowRef } from 'vue'
import { type ClockReading, type Move, moveClock, readClock } from '../api/own.ts'
import { reasonOf } from '../api/aws.ts'
import { about, said } from './server.ts'
import { steadily } from './steadily.ts'

/** As it was last read; undefined where the server has none of its own. */
export const clock = shallowRef<ClockReading>()
/** Milliseconds since the epoch, going on while nobody reads it. */
export const now = shallowRef(Date.now())

const TICK = 1000
/** Between two looks, in milliseconds. */
const PAUSE = 500
let readAt = 0
let base = Date.now()

function set(reading: ClockReading): void {
  clock.value = reading
  base = Date.parse(reading.now)
  readAt = performance.now()
  tick()
}

function tick(): void {
  if (!about.value.hasClock)
    now.value = Date.now()
  else if (clock.value)
    now.value = clock.value.mode === 'manual' ? base : base + (performance.now() - readAt) / (clock.value.scale ?? 1)
}

/** Reads the clock anew, once at a time. */
export const readTime = steadily(async (): Promise<void> => {
  if (about.value.hasClock)
    await readClock().then(set, () => {})
}, PAUSE)

/** Moves the clock and says so. */
export async function move(how: Move): Promise<void> {
  try {
    const reading = await moveClock(how)
    set(reading)
    said.value = { text: reading.moved ? `The clock was moved to ${reading.now}.` : 'Nothing comes next: the clock stands where it was.', bad: false }
  }
  catch (error) {
    said.value = { text: reasonOf(error), bad: true }
  }
}

/** Lets the time go on, as long as the page is there. */
export function startClock(): void {
  void readTime()
  setInterval(tick, TICK)
}
