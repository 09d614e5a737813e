import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { compileScript, parse } from 'vue/compiler-sfc'

/**
 * The components that a page can place.
 *
 * @param root the project's folder
 * @returns the deck's own with their files, by name; Slidev's have none
 */
export function componentFiles(root: string): Record<string, string | undefined> {
  const own = readdirSync(join(root, 'components'), { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.vue'))
  const slidevs = readdirSync(join(root, 'node_modules/@slidev/client/builtin')).filter(file => /^[A-Z].*\.(?:vue|ts)$/.test(file) && !file.includes('.test.'))
  return {
    ...Object.fromEntries(slidevs.map(file => [nameOf(file), undefined])),
    ...Object.fromEntries(own.map(file => [nameOf(file), join(root, 'components', file)])),
  }
}

function nameOf(file: string): string {
  return file.replace(/^.*[\\/]/, '').replace(/\.\w+$/, '')
}

/** Compiling takes a moment, and a component hardly ever changes. */
const known = new Map<string, { changed: number, props: string[] }>()

/**
 * The names of a component's props.
 *
 * @param file a .vue file with `<script setup>`
 */
export function propsOf(file: string): string[] {
  const changed = statSync(file).mtimeMs
  const before = known.get(file)
  if (before?.changed === changed)
    return before.props
  const props = readProps(file)
  known.set(file, { changed, props })
  return props
}

function readProps(file: string): string[] {
  const { descriptor } = parse(readFileSync(file, 'utf8'), { filename: file })
  if (!descriptor.scriptSetup)
    return []
  const { content } = compileScript(descriptor, { id: file, inlineTemplate: false, genDefaultAs: 'component' })
  // The compiler writes the props that a type names as an object, a line each.
  const written = /^ {2}props: (?:\/\*@__PURE__\*\/_mergeDefaults\()?\{\n([\s\S]*?)\n {2}\}/m.exec(content)?.[1] ?? ''
  return [...written.matchAll(/^ {4}"?([\w-]+)"?: /gm)].map(match => match[1]!)
}
