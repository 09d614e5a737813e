import { Parser, type CST } from 'yaml'

/** The comments of a YAML text, in the order of their letters, each without the blanks around it. */
export function commentsOf(text: string): string[] {
  const found: string[] = []
  const look = (token: unknown): void => {
    if (Array.isArray(token)) token.forEach(look)
    else if (typeof token === 'object' && token !== null) {
      const { type, source } = token as CST.Token & { source?: string }
      if (type === 'comment') found.push((source ?? '').trim())
      Object.values(token).forEach(look)
    }
  }
  for (const token of new Parser().parse(text)) look(token)
  return found.sort()
}
