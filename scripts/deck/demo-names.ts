import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { listPatterns } from '../../engine/cli/pattern-folder.ts'
import { markdownFiles } from './running-order.ts'

/**
 * What `demo:` of a fact may name: the patterns, and every slide that has a name.
 *
 * @param root the project's folder
 */
export function demoNames(root: string): string[] {
  const aliases = markdownFiles(root).flatMap(file => [...readFileSync(join(root, file), 'utf8').matchAll(/^routeAlias:\s*(\S+)/gm)].map(match => match[1]!))
  return [...new Set([...listPatterns(join(root, 'snippets')), ...aliases])]
}
