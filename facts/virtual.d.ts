/** The facts as the build hands them to the slides: checked, plain JSON, one module a file. See scripts/vite/content/facts.ts. */

declare module 'virtual:facts/timeline' {
  const timeline: import('./types.ts').TimelineEntry[]
  export default timeline
}

/** What each timeline entry rests on, by its id; apart, because few slides show it. */
declare module 'virtual:facts/sources' {
  const sources: Record<string, string[]>
  export default sources
}

declare module 'virtual:facts/systems' {
  const systems: import('./types.ts').System[]
  export default systems
}

declare module 'virtual:facts/questions' {
  const questions: import('./types.ts').Question[]
  export default questions
}

declare module 'virtual:facts/quotas' {
  const quotas: import('./types.ts').Quota[]
  export default quotas
}

declare module 'virtual:facts/prices' {
  const prices: import('./types.ts').Price[]
  export default prices
}

declare module 'virtual:facts/costs' {
  const costs: import('./types.ts').Cost[]
  export default costs
}
