import type { WorldRecording } from '../../engine/simulation/recording/world-recording.ts'

/** An execution's place in its family: which generation, and in which line of descent. */
export interface Descendant {
  index: number
  /** 0 for one that nobody in the world started. */
  generation: number
  /** The first child goes on in its parent's line; every other one begins a line of its own. */
  line: number
  parent?: number
}

/**
 * Lays a world's executions out as a family tree.
 *
 * @param world the recording
 * @returns every execution with its generation and line, in the order of the recording, and how many there are of each
 */
export function familyTree(world: WorldRecording): { members: Descendant[], generations: number, lines: number } {
  const members: Descendant[] = []
  const children = new Map<number, number>()
  let lines = 0
  for (const { index, startedBy } of world.executions) {
    const parent = startedBy === undefined ? undefined : members[startedBy]
    const born = parent ? children.get(parent.index) ?? 0 : 0
    if (parent)
      children.set(parent.index, born + 1)
    members.push({
      index,
      generation: parent ? parent.generation + 1 : 0,
      line: parent && born === 0 ? parent.line : lines++,
      ...(parent ? { parent: parent.index } : {}),
    })
  }
  return { members, generations: Math.max(0, ...members.map(({ generation }) => generation + 1)), lines }
}
