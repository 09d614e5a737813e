/** A grid of tiles, one a child, drawn as few shapes: neighbours in a row that stand alike are one. */

export interface TileGrid {
  columns: number
  rows: number
  /** Width and height of a tile with its gap, in pixels. */
  size: number
}

/**
 * The grid that fills a room with square tiles.
 *
 * @param count how many tiles
 * @param width pixels there are
 * @param height pixels there are
 * @param largest pixels that a tile may have at most
 */
export function tileGrid(count: number, width: number, height: number, largest = 30): TileGrid {
  let columns = Math.max(1, Math.ceil(Math.sqrt(Math.max(1, count) * width / height)))
  while (Math.ceil(count / columns) * (width / columns) > height)
    columns++
  if (width / columns > largest)
    columns = Math.floor(width / largest)
  return { columns, rows: Math.ceil(count / columns), size: Math.min(largest, width / columns) }
}

/**
 * Draws the tiles.
 *
 * @param statuses how each tile stands, as a small number
 * @param kinds how many numbers there are
 * @param grid where the tiles lie
 * @param share by number: how much of its place a tile fills, from 0 to 1
 * @returns by number: a path over all tiles that stand so
 */
export function tilePaths(statuses: ArrayLike<number>, kinds: number, { columns, size }: TileGrid, share: readonly number[]): string[] {
  const paths = Array.from<string>({ length: kinds }).fill('')
  for (let from = 0; from < statuses.length;) {
    const status = statuses[from]!
    const end = Math.min(statuses.length, (Math.floor(from / columns) + 1) * columns)
    let to = from + 1
    while (to < end && statuses[to] === status)
      to++
    const height = size * (share[status] ?? 1)
    const x = from % columns * size
    const y = Math.floor(from / columns) * size + (size - height) / 2
    paths[status] += `M${round(x)} ${round(y)}h${round((to - from) * size)}v${round(height)}H${round(x)}z`
    from = to
  }
  return paths
}

/**
 * The lines between tiles.
 *
 * @param grid where the tiles lie
 * @param across also those between the rows; where no kind of tile fills its place, the rows part by themselves
 */
export function tileCuts({ columns, rows, size }: TileGrid, across = false): string {
  const down = Array.from({ length: columns - 1 }, (_, index) => `M${(index + 1) * size} 0V${rows * size}`)
  const level = Array.from({ length: across ? rows - 1 : 0 }, (_, index) => `M0 ${(index + 1) * size}H${columns * size}`)
  return [...down, ...level].join('')
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
