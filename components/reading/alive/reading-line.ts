/** Where the eye is: what has passed this line of the window has been read. */

/** How far down the reader's part of the window the line lies. */
const DEPTH = 0.45

/** What the line depends on, all in pixels. */
export interface View {
  /** The window's height, and how much of it a stage covers at its top. */
  height: number
  covered: number
  /** How far the page is scrolled, and how far it can be. */
  scrolled: number
  most: number
}

/**
 * The line's distance from the top of the window. Towards the end of the page it moves down to the window's foot, so that the last words
 * pass it, too.
 */
export function readingLine({ height, covered, scrolled, most }: View): number {
  const line = usualLine(height, covered)
  return line + Math.max(0, height - line - Math.max(0, most - scrolled))
}

/**
 * How far the page has to be scrolled for a mark to have just passed the line.
 *
 * @param mark its distance from the top of the page, in pixels
 * @param view the window; where it is scrolled to does not matter
 */
export function scrollFor(mark: number, { height, covered, most }: Omit<View, 'scrolled'>): number {
  const line = usualLine(height, covered)
  const usual = mark - line
  // From here on the line goes down as fast as the page goes up.
  const bend = most - (height - line)
  const wanted = usual <= bend ? usual : (mark - height + most) / 2
  return Math.min(most, Math.max(0, Math.ceil(wanted) + 1))
}

function usualLine(height: number, covered: number): number {
  return covered + (height - covered) * DEPTH
}
