import { isAlias, isMap, isNode, isScalar, isSeq, visit, type Alias, type Document, type Node, type Pair, type YAMLMap } from 'yaml'
import { inOrder, roleOfItem, roleOfMember, type Role } from './field-order.ts'
import { markComments, unmarked } from './comment-places.ts'
import { unfoldWide } from './flow-width.ts'
import { readRaw } from './raw-scalars.ts'

/**
 * A YAML text in one form: two spaces a level, one empty line at most, fields in their order. Comments, anchors, merge keys, quotes and the
 * lines of block scalars stay.
 *
 * @param text YAML without errors
 * @param isSorted false leaves fields where they are
 */
export function formatYaml(text: string, isSorted = true): string {
  const document = readRaw(text)
  if (isSorted) new Sorter(document).sort(document.contents, 'machine')
  unfoldWide(document, text)
  markComments(document, text)
  return unmarked(document.toString({ indent: 2, lineWidth: 0, verifyAliasOrder: false }))
}

class Sorter {
  readonly #document: Document.Parsed
  readonly #targets: ReadonlyMap<Alias, Node | undefined>

  constructor(document: Document.Parsed) {
    this.#document = document
    this.#targets = targetsOf(document)
  }

  sort(node: unknown, role: Role): void {
    if (isSeq(node)) for (const item of node.items) this.sort(item, roleOfItem(role))
    if (!isMap(node)) return
    this.#arrange(node, role)
    for (const pair of node.items as Pair[]) {
      const name = nameOf(pair)
      // What is merged in is of the kind of what it is merged into.
      this.sort(pair.value, name === '<<' ? role : roleOfMember(role, name ?? ''))
    }
  }

  /** An anchor has to stand before its aliases: where the order of fields would turn that round, they stay. */
  #arrange(map: YAMLMap, role: Role): void {
    const before = [...map.items] as Pair[]
    const after = inOrder(role, before, nameOf)
    if (after.every((pair, index) => pair === before[index])) return
    map.items = after
    if (this.#targets.size > 0 && !sameTargets(this.#targets, targetsOf(this.#document))) {
      map.items = before
      return
    }
    // What stands above the first field of a file is about the file.
    const first = before[0]!.key
    if (map === this.#document.contents && isNode(first) && first.commentBefore) {
      this.#document.commentBefore = [this.#document.commentBefore, first.commentBefore].filter(Boolean).join('\n\n')
      first.commentBefore = null
    }
    // The empty line above a mapping belongs to the mapping, and not to the field that happened to be its first.
    const [was, is] = [before[0]!.key, after[0]!.key]
    if (isNode(was) && isNode(is)) [was.spaceBefore, is.spaceBefore] = [was.spaceBefore || is.spaceBefore || false, was.spaceBefore ?? false]
  }
}

function nameOf({ key }: Pair): string | undefined {
  return isScalar(key) && typeof key.value === 'string' ? key.value : undefined
}

/** What each alias stands for: the last anchor of its name before it. */
function targetsOf(document: Document.Parsed): Map<Alias, Node | undefined> {
  const anchors = new Map<string, Node>()
  const targets = new Map<Alias, Node | undefined>()
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node)) targets.set(node, anchors.get(node.source))
      else if ('anchor' in node && node.anchor !== undefined) anchors.set(node.anchor, node)
    },
  })
  return targets
}

function sameTargets(before: ReadonlyMap<Alias, Node | undefined>, after: ReadonlyMap<Alias, Node | undefined>): boolean {
  return [...before].every(([alias, target]) => after.get(alias) === target)
}
