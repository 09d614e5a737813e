declare module 'virtual:patterns' {
  export const patterns: Record<string, import('../scripts/deck/pattern-summaries.ts').PatternSummary | undefined>
  /** Every mistake found in snippets/ and on the slides. Empty in a build. */
  export const mistakes: import('../scripts/vite/patterns.ts').ShownMistake[]
  export const loadPattern: Record<string, (() => Promise<{ pattern?: import('../scripts/vite/patterns.ts').PatternModule, furnish?: import('../engine/simulation/furnish.ts').Furnish, mistakes: import('../scripts/vite/patterns.ts').ShownMistake[] }>) | undefined>
}

declare module 'server-reactive:freePlay' {
  const state: Record<string, string>
  export default state
}

declare module 'virtual:site' {
  /** Undefined where the deck was built without a SITE_URL. */
  export const site: import('../scripts/vite/site.ts').Site | undefined
}

declare module 'virtual:snippet/*' {
  const file: import('../scripts/vite/snippet-files.ts').SnippetFileModule
  export default file
}

declare module 'virtual:terminal' {
  export const runs: Record<string, import('../scripts/vite/terminal.ts').TerminalRun | undefined>
}
