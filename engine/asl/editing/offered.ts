export interface Completion {
  label: string
  kind: 'field' | 'type' | 'state' | 'resource' | 'error' | 'variable' | 'function' | 'value'
  /** One sentence. */
  info?: string
  /** Of a function: its arguments. */
  takes?: string
}

export interface Completions {
  /** Where the word begins that is replaced. */
  from: number
  options: Completion[]
}

/** The sentence on a word, where there is one. */
export function infoOf(words: Readonly<Record<string, { text: string }>>, label: string): { info?: string } {
  return Object.hasOwn(words, label) ? { info: words[label]!.text } : {}
}
