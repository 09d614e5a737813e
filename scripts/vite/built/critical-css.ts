import type { AtRule, ChildNode, Container, Root } from 'postcss'
import postcss from 'postcss'

/**
 * The rules of some style sheets that can match a piece of markup, in their order: every rule whose selector names
 * only elements, classes, ids and scopes that occur in it. May keep a rule too many, never one too few; leaves out what
 * depends on the pointer or the keyboard, and print.
 */
export function rulesFor(markup: string, sheets: string[]): string {
  const names = namesIn(markup)
  const root = postcss.parse(sheets.join('\n'))
  keep(root, names)
  dropUnread(root, markup)
  return root.toString().replace(/\n{2,}/g, '\n')
}

/** Leaves out the custom properties that nothing kept reads, as often as that frees another. */
function dropUnread(root: Root, markup: string): void {
  let dropped: boolean
  do {
    dropped = false
    const text = root.toString() + markup
    root.walkDecls(/^--/, (declaration) => {
      if (new RegExp(`var\\(${declaration.prop}\\b(?!-)`).test(text))
        return
      declaration.remove()
      dropped = true
    })
  } while (dropped)
  root.walkRules((rule) => {
    if (!rule.nodes.length)
      rule.remove()
  })
}

const PAGE = ['html', 'body', ':root', ':host', '.dark', '.light', '#written-cover']

function namesIn(markup: string): Set<string> {
  const names = new Set(PAGE)
  for (const [, tag, attributes] of markup.matchAll(/<([a-z][\w-]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)/gi)) {
    names.add(tag!)
    for (const [, name, value = ''] of attributes!.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)) {
      if (name === 'class')
        value.split(/\s+/).forEach(one => names.add(`.${one}`))
      else if (name === 'id')
        names.add(`#${value}`)
      else
        names.add(`[${name}]`)
    }
  }
  return names
}

function keep(container: Container | Root, names: Set<string>): void {
  container.each((node: ChildNode) => {
    if (node.type === 'comment')
      node.remove()
    if (node.type === 'rule') {
      const selectors = node.selectors.filter(selector => canMatch(selector, names))
      if (selectors.length)
        node.selectors = selectors
      else
        node.remove()
    }
    if (node.type === 'atrule')
      keepAtRule(node, names)
  })
}

function keepAtRule(rule: AtRule, names: Set<string>): void {
  const conditional = ['media', 'supports', 'layer', 'container'].includes(rule.name) && !/\bprint\b/.test(rule.params)
  if (conditional && rule.nodes) {
    keep(rule, names)
    if (!rule.nodes.length)
      rule.remove()
  }
  else if (rule.name !== 'font-face' || !/Inter/.test(rule.toString())) {
    rule.remove()
  }
}

function canMatch(selector: string, names: Set<string>): boolean {
  if (/:(?:hover|focus|active|visited|disabled|checked|placeholder)|::(?!before|after)/.test(selector))
    return false
  // What stands in :not(), :is() and :where() is not required as it stands; attribute values are not compared.
  let plain = selector
  while (/:[\w-]+\([^()]*\)/.test(plain))
    plain = plain.replace(/:[\w-]+\([^()]*\)/g, '')
  plain = plain.replace(/\[([\w-]+)(?:[^\w\]-][^\]]*)?\]/g, '[$1]').replace(/::?(?:before|after)\b/g, '')
  const required = plain.match(/\[[\w-]+\]|[.#](?:\\.|[\w-])+|:[\w-]+|(?<![\w\\.#:[-])[a-z][\w-]*/gi) ?? []
  return required.every(one => names.has(one.replaceAll('\\', '')) || /^:(?:first|last|nth|only|empty)/.test(one))
}
