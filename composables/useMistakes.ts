import type { SlideRoute } from '@slidev/types'
import type { ShownMistake } from '../scripts/vite/content/patterns.ts'
import { mistakes } from 'virtual:patterns'
import { shallowReactive } from 'vue'

/** Everything that is known to be wrong; runs that are checked late add to it. There is nothing in a built deck. */
const known = shallowReactive(mistakes.slice())
const patternsOf = shallowReactive(new Map<SlideRoute, Set<string>>())

/** Adds what the check of a pattern has found, once it is loaded. */
export function addMistakes(found: readonly ShownMistake[]): void {
  const texts = new Set(known.map(({ text }) => text))
  known.push(...found.filter(({ text }) => !texts.has(text)))
}

/**
 * What keeps a pattern from being shown on a slide.
 *
 * @param route the slide, which is remembered as one that shows the pattern
 * @param slug the pattern
 * @returns the messages, a line each; undefined where there are none
 */
export function mistakeInstead(route: SlideRoute, slug: string): string | undefined {
  patternsOf.set(route, new Set([...patternsOf.get(route) ?? [], slug]))
  const texts = known.filter(item => item.blocking && item.pattern === slug && (!item.slide || isOf(route, item))).map(({ text }) => text)
  return texts.length > 0 ? texts.join('\n') : undefined
}

/**
 * What is wrong with a slide that is shown all the same: its own mistakes, those of its patterns, and those that belong to no slide.
 *
 * @param route the slide
 */
export function mistakesBeside(route: SlideRoute): string[] {
  const slugs = patternsOf.get(route)
  return known
    .filter(item => !item.blocking && (item.slide ? isOf(route, item) : item.pattern === undefined || slugs?.has(item.pattern)))
    .map(({ text }) => text)
}

function isOf(route: SlideRoute, { slide }: ShownMistake): boolean {
  const { filepath, sourceIndex } = route.meta.slide as { filepath?: string, sourceIndex?: number }
  return slide?.file === filepath && slide?.index === sourceIndex
}
