import type { Rolldown } from 'vite'
import { join } from 'node:path'
import { liveUses } from '../../deck/live-uses.ts'
import { readDeck } from '../../deck/parser.ts'

/** What a page opened at an address of its own fetches at once, before the deck's scripts ask for it. */
export interface DeepLinks {
  /** All files named below, relative to the page. */
  files: string[]
  /** By view (`play`, `presenter`) and by slide (its number or its alias), the places of its files in that list, most urgent first. */
  of: Record<string, number[]>
}

/** The modules that views and live components load only when they are used. */
const ON_DEMAND = {
  play: /@slidev\/client\/pages\/play\.vue$/,
  presenter: /@slidev\/client\/pages\/presenter\.vue$/,
  LiveWorkflow: /\/engine\/simulation\/play\/play-case\.ts$/,
  LiveWorld: /\/engine\/simulation\/play\/play-world\.ts$/,
}

/**
 * Works out, of the built files, which ones each view and each slide needs: its own script and styles and what they import, and where a
 * pattern runs on it, the pattern and the engine.
 *
 * @param bundle the built files
 * @param root the project's folder
 * @param entry the script that the page loads in any case
 * @throws Error when a slide's script is not among the files
 */
export async function deepLinks(bundle: Rolldown.OutputBundle, root: string, entry: string): Promise<DeepLinks> {
  const chunks = Object.values(bundle).filter(file => file.type === 'chunk')
  const chunkOf = (is: (id: string) => boolean) => chunks.find(chunk => chunk.facadeModuleId !== null && is(chunk.facadeModuleId))
    ?? chunks.find(chunk => chunk.moduleIds.some(is))
  const needs = (name: string | undefined, known = new Set<string>()): Set<string> => {
    const chunk = name === undefined ? undefined : bundle[name]
    if (chunk?.type !== 'chunk' || known.has(chunk.fileName))
      return known
    known.add(chunk.fileName)
    for (const sheet of chunk.viteMetadata?.importedCss ?? [])
      known.add(sheet)
    for (const imported of chunk.imports)
      needs(imported, known)
    return known
  }
  const always = needs(entry)
  const files: string[] = []
  const placesOf = (wanted: (string | undefined)[]) => {
    const all = new Set(wanted.flatMap(name => [...needs(name)]).filter(name => !always.has(name)))
    return [...all].map((name) => {
      if (!files.includes(name))
        files.push(name)
      return files.indexOf(name)
    })
  }

  const onDemand = (name: string) => {
    const module = ON_DEMAND[name as keyof typeof ON_DEMAND]
    return module && chunkOf(id => module.test(id))?.fileName
  }
  const of: DeepLinks['of'] = { play: placesOf([onDemand('play')]), presenter: placesOf([onDemand('presenter')]) }
  const { slides } = await readDeck(root, join(root, 'slides.md'))
  slides.forEach(({ content, frontmatter }, index) => {
    const no = index + 1
    const slide = chunkOf(id => id.endsWith(`__slidev_${no}.md`))
    if (!slide)
      throw new Error(`No script of the built deck holds slide ${no}. Look at scripts/vite/built/deep-links.ts again.`)
    const live = liveUses(content).flatMap(({ component, slug }) =>
      [chunkOf(id => id === `\0virtual:pattern/${slug}`)?.fileName, onDemand(component)])
    of[no] = placesOf([slide.fileName, ...live])
    if (frontmatter.routeAlias)
      of[frontmatter.routeAlias] = of[no]
  })
  return { files, of }
}
