/** An exercise to be solved by choosing lines: plain data, made of its files when the deck is built. */

/** Lines that stand, and gaps between them. */
export type Piece = string | Gap

/** A place in the text where lines are to be chosen. */
export interface Gap {
  id: string
  /** Where it is, in the words of the text: `CancelVan`, `AskAgent › Retry`. */
  where: string
  /** Whether their order means something, as that of retriers does. Elsewhere lines stand where they belong. */
  ordered: boolean
  /** In the order in which the text has them. */
  blocks: Block[]
  /** The blocks' ids in the order in which they are offered. */
  offered: string[]
}

/** Lines that make sense only together. */
export interface Block {
  id: string
  /** Of the blocks of a gap with the same key one at most can be chosen: it is a field's name, or a state's. */
  key: string
  pieces: Piece[]
}

/** The ids of the blocks that stand in each gap, by the gap's id, in their order. */
export type Choice = Record<string, string[]>

export interface Choosing {
  pieces: Piece[]
  /** What each anchor stands for, in flow style, for where an alias is chosen and its anchor is not. */
  anchors: Record<string, string>
  /** The start, and the solution. */
  start: Choice
  right: Choice
}
