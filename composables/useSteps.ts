import type { Steps } from './place/place.ts'
import { usePlace } from './place/place.ts'

/**
 * A number of clicks that a component takes for itself: on a slide everybody who counts clicks knows of them, on a page they come as its
 * words are scrolled past.
 *
 * @param id who takes them, unique in its place
 * @param last the last step; step 0 stands before the first click
 * @param paper the step that is printed when the clicks are not
 * @returns the step the place stands at, and a way to go to one
 */
export function useSteps(id: string, last: number, paper: () => number): Steps {
  return usePlace().useSteps(id, last, paper)
}
