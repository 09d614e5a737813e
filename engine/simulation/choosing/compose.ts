import type { Choice, Choosing, Gap, Piece } from './choosing-types.ts'

/** An alias where a value is written: behind a colon, a dash or a bracket. */
const ALIAS = /((?:^|[:\-,[{])\s*)\*([\w-]+)(?=\s*(?:[,\]}]|$|\s#))/g
const ANCHOR = /(?:^|[\s,[{])&([\w-]+)(?=\s|$)/g

/** The lines of pieces with what is chosen in their gaps. */
function chosenLines(pieces: readonly Piece[], choice: Choice): string[] {
  return pieces.flatMap(piece => typeof piece === 'string' ? [piece] : blocksIn(piece, choice).flatMap(({ pieces }) => chosenLines(pieces, choice)))
}

/** The blocks that stand in a gap, in their order. */
export function blocksIn(gap: Gap, choice: Choice): Gap['blocks'] {
  return (choice[gap.id] ?? []).flatMap(id => gap.blocks.find(block => block.id === id) ?? [])
}

/**
 * The text that a choice gives. An alias whose anchor is not chosen, or stands below, becomes what it stands for, so that every choice is YAML.
 *
 * @param choosing the exercise
 * @param choice what is chosen
 */
export function compose({ pieces, anchors }: Choosing, choice: Choice): string {
  const set = new Set<string>()
  const lines = chosenLines(pieces, choice).map((line) => {
    const settled = line.replace(ALIAS, (alias, before: string, name: string) => {
      if (set.has(name) || anchors[name] === undefined)
        return alias
      set.add(name)
      return `${before}&${name} ${anchors[name]}`
    })
    for (const [, name] of line.matchAll(ANCHOR)) set.add(name!)
    return settled
  })
  return `${lines.join('\n')}\n`
}

/** A text with the aliases that `compose` has replaced. */
export function withAliases(text: string, { anchors }: Choosing): string {
  return Object.entries(anchors).reduce((found, [name, value]) => found.replaceAll(`&${name} ${value}`, `*${name}`), text)
}
