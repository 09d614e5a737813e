/** Does something again. `atOnce`: somebody waits for it, who has just asked for something else. */
export type Again<Result> = (atOnce?: boolean) => Promise<Result | undefined>

/**
 * Makes of a piece of work one that can be asked for at any time: it is done once at a time, with a pause in between, and what was asked for
 * meanwhile is done once afterwards. However often a server tells of changes, it is not asked more often than that.
 *
 * @param work what to do
 * @param pause milliseconds between the end and the next beginning
 * @returns asks for it; the result where it was done now, undefined where it is done later
 */
export function steadily<Result>(work: () => Promise<Result>, pause: number): Again<Result> {
  let isBusy = false
  let isWanted = false
  let readyAt = 0
  return async function again(atOnce = false): Promise<Result | undefined> {
    if (atOnce)
      readyAt = 0
    if (isBusy) {
      isWanted = true
      return undefined
    }
    isBusy = true
    const wait = readyAt - performance.now()
    if (wait > 0)
      await new Promise(resolve => setTimeout(resolve, wait))
    isWanted = false
    try {
      readyAt = performance.now() + pause
      return await work()
    }
    finally {
      isBusy = false
      if (isWanted)
        void again()
    }
  }
}
