export type Swipe = 'left' | 'right' | 'up' | 'down'

/**
 * What a finger meant that moved so far.
 *
 * @param x pixels to the right
 * @param y pixels down
 * @returns where it went; nothing if it went hardly anywhere. Slidev's measures
 */
export function swipeOf(x: number, y: number): Swipe | undefined {
  const [far, high] = [Math.abs(x), Math.abs(y)]
  if (far >= high && (far > 75 || far > 0.3 * innerWidth))
    return x < 0 ? 'left' : 'right'
  if (high > far && (high > 200 || high > 0.4 * innerHeight))
    return y < 0 ? 'up' : 'down'
  return undefined
}
