import type { Pause } from '../../asl/index.ts'

/** Milliseconds of work after which a page gets a turn: half a frame. */
const SHARE = 8

/**
 * Makes the pauses of a long run on a page: after every few milliseconds of work the thread is handed back once, so that the
 * page can paint and answer keys.
 *
 * @param milliseconds how long work may go on in between
 */
export function pagePause(milliseconds = SHARE): Pause {
  let began = performance.now()
  return () => {
    if (performance.now() - began < milliseconds)
      return undefined
    return turn().then(() => {
      began = performance.now()
    })
  }
}

/** A message to oneself comes after whatever waits already; unlike a timer, it isn't held back in a window that nobody sees. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
}
