declare module 'virtual:patterns' {
  export const patterns: Record<string, import('../scripts/deck/pattern-summaries.ts').PatternSummary | undefined>
  /** Every mistake found in snippets/ and on the slides. Empty in a build. */
  export const mistakes: import('../scripts/vite/content/patterns.ts').ShownMistake[]
  export const loadPattern: Record<string, (() => Promise<{ pattern?: import('../scripts/vite/content/patterns.ts').PatternModule, setUp?: import('../engine/simulation/play/set-up.ts').SetUp, mistakes: import('../scripts/vite/content/patterns.ts').ShownMistake[] }>) | undefined>
}

declare module 'virtual:exercises' {
  /** The easiest first. */
  export const exercises: import('../scripts/vite/content/exercises.ts').ExerciseSummary[]
  export const loadExercise: Record<string, (() => Promise<import('../scripts/vite/content/exercises.ts').ExerciseModule>) | undefined>
}

declare module 'virtual:choosing' {
  export const loadChoosing: Record<string, (() => Promise<import('../scripts/vite/content/exercises.ts').ChoosingModule>) | undefined>
}

declare module 'virtual:exercise-links' {
  export const links: import('../scripts/vite/content/exercises.ts').ExerciseLink[]
}

declare module 'virtual:homes' {
  /** The files of `exercises/<name>` and `snippets/<name>`. */
  export const loadHome: Record<string, (() => Promise<import('../scripts/vite/content/homes.ts').HomeModule>) | undefined>
}

declare module 'virtual:iam-actions' {
  /** What roles are made of. */
  export const table: import('../engine/take-home/action-table.ts').ActionTable
}

declare module 'virtual:site' {
  /** Undefined where the deck was built without a SITE_URL. */
  export const site: import('../scripts/vite/built/site.ts').Site | undefined
  /** Undefined where nobody has said which it is. */
  export const repository: import('../scripts/vite/built/repository.ts').Repository | undefined
}

declare module 'virtual:snippet/*' {
  const file: import('../scripts/vite/content/snippet-files.ts').SnippetFileModule
  export default file
}

declare module 'virtual:terminal' {
  export const runs: Record<string, import('../scripts/vite/content/terminal/asked.ts').TerminalRun | undefined>
}

declare module 'virtual:slide-words' {
  const slides: import('../scripts/deck/slide-words.ts').SlideWords[]
  export default slides
}

declare module 'virtual:talk-plan' {
  const plan: import('../talk/clock.ts').TalkPlan
  export default plan
}

declare module 'virtual:reading-places' {
  /** By the slide's place in the deck: `failing.html#saga`. */
  const places: string[]
  export default places
}

declare module 'virtual:live-figures' {
  /** What runs on a slide, by its number. */
  export const figures: Record<string, (() => Promise<{ default: import('vue').Component }>) | undefined>
}

declare module 'virtual:exercise-slides' {
  import type { ExerciseSlide } from '../scripts/deck/exercise-slide.ts'
  import type { Qr } from './qr/draw-qr.ts'

  export const slides: Record<string, ExerciseSlide & { qr?: Qr }>
}
