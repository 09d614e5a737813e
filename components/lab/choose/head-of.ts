import type { Block, Piece } from '../../../engine/simulation/choosing/choosing-types.ts'

/** The lines that a block begins with, and what comes from its first gap on. */
export function headOf({ pieces }: Block): { head: string[], rest: Piece[] } {
  const at = pieces.findIndex(piece => typeof piece !== 'string')
  return { head: (at < 0 ? pieces : pieces.slice(0, at)) as string[], rest: at < 0 ? [] : pieces.slice(at) }
}
