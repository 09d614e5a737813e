declare module 'virtual:patterns' {
  export const patterns: Record<string, import('../scripts/vite/patterns.ts').PatternSummary | undefined>
  /** Every mistake found in snippets/ and in the slides that use them, each as `file:line:column: …`. Empty in a build. */
  export const problems: string[]
  export const loadPattern: Record<string, (() => Promise<{ pattern?: import('../scripts/vite/patterns.ts').PatternModule, furnish?: import('../engine/simulation/furnish.ts').Furnish, problems: string[] }>) | undefined>
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

declare module 'virtual:slide-words' {
  const slides: import('../scripts/deck/slide-words.ts').SlideWords[]
  export default slides
}

declare module 'virtual:talk-plan' {
  const plan: import('../talk/clock.ts').TalkPlan
  export default plan
}
