import { join } from 'node:path'
import { readFacts } from '../../facts/check.ts'
import type { Facts } from '../../facts/types.ts'
import { listPatterns, readPattern } from '../../engine/cli/pattern-folder.ts'
import type { Case } from '../../engine/simulation/cases/cases.ts'
import type { Pattern } from '../../engine/simulation/play/pattern.ts'
import { readFactFiles } from '../vite/content/fact-files.ts'
import type { LiveUse } from './live-uses.ts'
import { liveUses } from './live-uses.ts'
import { readDeck } from './parser.ts'

/** What a slide is found by: what stands on it, and nothing of its notes. */
export interface SlideWords {
  /** The slide, from 1. */
  no: number
  title: string
  /** Its name in addresses. */
  alias?: string
  /** The name of the pattern that this slide is the first to run. */
  pattern?: string
  /** The number of the chapter that this slide opens, from 1. */
  chapter?: number
  words: string
}

/**
 * Reads what can be found in the deck, or in the talk where that is shown.
 *
 * @param root the project's folder
 * @returns the slides in their order; of a pattern that is not in order there are no words
 */
export async function slideWords(root: string): Promise<SlideWords[]> {
  const { slides } = await readDeck(root, join(root, 'slides.md'))
  const { facts } = readFacts(readFactFiles(join(root, 'facts')))
  const folder = join(root, 'snippets')
  const patterns = new Map<string, Pattern>()
  for (const slug of listPatterns(folder)) {
    const { pattern } = await readPattern(folder, slug)
    if (pattern)
      patterns.set(slug, pattern)
  }

  const seen = new Set<string>()
  let chapters = 0
  return slides.map(({ title = '', frontmatter, content }, index) => {
    const uses = liveUses(content)
    const first = uses.map(use => use.slug).find(slug => patterns.has(slug) && !seen.has(slug))
    if (first)
      seen.add(first)
    const words = [
      plainText(content).replace(title, ''),
      ...['about', 'source', 'eyebrow'].map(name => String(frontmatter[name] ?? '')),
      ...factsOn(frontmatter, facts),
      ...uses.flatMap(use => runsOn(use, patterns.get(use.slug))),
    ]
    return {
      no: index + 1,
      title: plainText(title),
      ...(frontmatter.routeAlias ? { alias: String(frontmatter.routeAlias) } : {}),
      ...(first ? { pattern: patterns.get(first)!.cases.title } : {}),
      ...(frontmatter.layout === 'chapter' ? { chapter: ++chapters } : {}),
      words: [...new Set(words.map(text => text.replace(/\s+/g, ' ').trim()))].filter(Boolean).join(' · '),
    }
  })
}

/** A slide's Markdown without its comments, code blocks, tags and signs. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/<!--[\s\S]*?-->/g, ' ')
    .replace(/^```[\s\S]+?^```/gm, ' ')
    .replace(/<style[\s\S]*?<\/style>|<script[\s\S]*?<\/script>/g, ' ')
    .replace(/<\/?[a-z][^>]*>/gi, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^[#>|*\-\s]+|[*`|]|\\(?=\W)/gm, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** What a slide shows of the facts that its frontmatter names. */
export function factsOn(frontmatter: Record<string, unknown>, facts: Facts): string[] {
  const question = facts.questions.find(one => one.id === frontmatter.question)
  const ids = Array.isArray(frontmatter.entries) ? frontmatter.entries : []
  const entries = facts.timeline.filter(entry => ids.includes(entry.id))
  return [
    ...question ? [question.quote, question.answer, question.reason] : [],
    ...entries.flatMap(entry => [entry.title, entry.shipped, entry.post ?? '', entry.correction ?? '']),
  ]
}

/** The words of a live slide: its cases, what it says at their beats, the names of the states. */
function runsOn({ component, names }: LiveUse, pattern: Pattern | undefined): string[] {
  const shown = (item: Case) => !!item.runs === (component === 'LiveWorld') && (names.length === 0 || names.includes(item.name))
  const cases = pattern?.cases.cases.filter(shown) ?? []
  const stems = new Set(cases.flatMap(item => item.runs?.map(run => run.workflow) ?? item.workflow))
  return [
    ...cases.flatMap(item => [item.title, ...item.beats.map(beat => beat.say)]),
    ...[...stems].flatMap(stem => statesIn(pattern?.workflows[stem])),
  ]
}

/** The names of all states in a machine, those of branches and iterations too. */
export function statesIn(machine: unknown): string[] {
  if (typeof machine !== 'object' || machine === null)
    return []
  return Object.entries(machine).flatMap(([field, value]) => [...field === 'States' ? Object.keys(value as object) : [], ...statesIn(value)])
}
