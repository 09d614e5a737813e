import { ref, watch } from 'vue'

/** How many slides on either side are kept in the page. */
const REACH = 2
const PATIENCE_MS = 1000

/**
 * Which slides stand ready beside the one that is shown. They follow the talk only once the page has nothing better to do: opening a
 * slide shows what is there already, and the next neighbour is made after that. Whoever goes faster waits for them: Slidev asks the
 * slide before for its last click.
 *
 * @param current gives the number of the slide that is shown
 * @returns whether a slide, by its number, is one of the neighbours
 */
export function useNeighbours(current: () => number): (no: number) => boolean {
  const middle = ref(current())
  watch(current, (no) => {
    const follow = () => {
      if (current() === no)
        middle.value = no
    }
    if (Math.abs(no - middle.value) >= REACH)
      middle.value = no
    else if (typeof requestIdleCallback === 'function')
      requestIdleCallback(follow, { timeout: PATIENCE_MS })
    else
      setTimeout(follow, PATIENCE_MS / 5)
  }, { flush: 'sync' })
  return no => Math.abs(no - middle.value) <= REACH
}
