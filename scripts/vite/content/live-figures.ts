import type { Plugin } from 'vite'
import { join } from 'node:path'
import { componentFiles } from '../../deck/component-props.ts'
import { readDeck } from '../../deck/parser.ts'

const INDEX = 'virtual:live-figures'

/**
 * What runs on a slide, apart from its slide: `virtual:live-figures` has, by the slide's number, a component with just what stands in its
 * Markdown, or what its layout makes of its front matter. The pages of read/ bring it to life where they show that slide.
 *
 * @param root the project's folder
 */
export function liveFigures(root: string): Plugin {
  const folder = join(root, 'components', 'reading', 'figures').replaceAll('\\', '/')
  const fileOf = (no: number) => `${folder}/${no}.vue`
  let tags: Promise<Map<number, string>> | undefined
  const read = () => tags ??= liveTags(root)
  return {
    name: 'live-figures',
    enforce: 'pre',
    resolveId: id => id === INDEX ? `\0${INDEX}` : id.startsWith(`${folder}/`) ? id : undefined,
    async load(id) {
      if (id === `\0${INDEX}`)
        return `export const figures = {${[...(await read()).keys()].map(no => `${no}: () => import(${JSON.stringify(fileOf(no))})`).join(',')}}`
      if (!id.startsWith(`${folder}/`) || !id.endsWith('.vue'))
        return
      const tag = (await read()).get(Number(id.slice(folder.length + 1, -4)))!
      return `<script setup>\n${importsOf(root, tag)}\n</script>\n<template>\n${tag}\n</template>\n`
    },
  }
}

async function liveTags(root: string): Promise<Map<number, string>> {
  const { slides } = await readDeck(root, join(root, 'slides.md'))
  return new Map(slides.flatMap(({ content, frontmatter }, index) => {
    const tag = frontmatter.layout === 'history' ? historyTag(frontmatter.entries) : liveTag(content)
    return tag === undefined ? [] : [[index + 1, tag] as const]
  }))
}

/** The line of years of a slide that tells a stretch of the history: what its layout draws. */
function historyTag(entries: readonly string[] = []): string {
  return `<HistoryStage :entries='${JSON.stringify(entries)}' />`
}

const OPENING = /<(LiveWorkflow|LiveWorld)\b(?:[^>"]|"[^"]*")*>/

/**
 * The live component of a slide as it stands there, with what is in it.
 *
 * @param content the slide's Markdown
 * @returns the whole element; undefined where the slide runs nothing
 */
export function liveTag(content: string): string | undefined {
  const [opening, name] = OPENING.exec(content) ?? []
  if (opening === undefined || opening.endsWith('/>'))
    return opening
  const start = content.indexOf(opening)
  const close = `</${name}>`
  const end = content.indexOf(close, start)
  return end < 0 ? undefined : content.slice(start, end + close.length)
}

function importsOf(root: string, tag: string): string {
  const files = componentFiles(root)
  const names = new Set([...tag.matchAll(/<([A-Z]\w*)/g)].map(([, name]) => name!))
  return [...names].map(name => `import ${name} from ${JSON.stringify(files[name])}`).join('\n')
}
