/** A component that runs a pattern, as a slide's Markdown places it. */
export interface LiveUse {
  component: 'LiveWorkflow' | 'LiveWorld' | 'ExecutionLogs' | 'GatewayAnswers' | 'RunBills'
  /** The pattern's folder. */
  slug: string
  /** The cases it asks for; empty for all. */
  names: string[]
  /** Where it stands in the text. */
  index: number
}

const USE = /<(LiveWorkflow|LiveWorld|ExecutionLogs|GatewayAnswers|RunBills)\b[^>]+?\bpattern="([^"]*)"(?:[^>]*?\bcases?="([^"]*)")?/g

/**
 * The components of a Markdown text that run a pattern.
 *
 * @param text a slide or a whole file
 * @returns them in their order
 */
export function liveUses(text: string): LiveUse[] {
  return [...text.matchAll(USE)].map(({ 1: component, 2: slug, 3: names = '', index }) => ({
    component: component as LiveUse['component'],
    slug: slug!,
    names: names.split(/[\s,]+/).filter(Boolean),
    index,
  }))
}
