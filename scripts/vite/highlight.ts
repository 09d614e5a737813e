import type { Highlighter } from 'shiki'
import { createHighlighter } from 'shiki'

/** What a stretch of code is; the slide's style sheet knows their colours. */
export type TokenKind = 'key' | 'string' | 'expression' | 'number' | 'comment' | 'punctuation' | 'plain'

/** A line of highlighted code: kinds and texts in turn. */
export type HighlightedLine = [kind: TokenKind, text: string][]

let highlighter: Promise<Highlighter> | undefined

/**
 * Highlights States Language in YAML when the deck is built, so that no browser has to fetch a highlighter.
 *
 * @param source the text of a workflow
 * @returns its lines, each a list of tokens that together are the line's text
 */
export async function highlightWorkflow(source: string): Promise<HighlightedLine[]> {
  highlighter ??= createHighlighter({ langs: ['yaml'], themes: ['min-light'] })
  const { tokens } = (await highlighter).codeToTokens(source, { lang: 'yaml', theme: 'min-light', includeExplanation: 'scopeName' })
  return tokens.map((line) => {
    const merged: HighlightedLine = []
    for (const token of line) {
      for (const part of token.explanation ?? [{ content: token.content, scopes: [] }]) {
        const scopes = part.scopes.map(scope => scope.scopeName).join(' ')
        const last = merged.at(-1)
        const kind = kindOf(scopes)
        if (last && last[0] === kind)
          last[1] += part.content
        else
          merged.push([kind, part.content])
      }
    }
    return merged.flatMap(([kind, text]) => kind === 'string' ? splitExpressions(text) : [[kind, text] as [TokenKind, string]])
  })
}

function kindOf(scopes: string): TokenKind {
  if (/comment/.test(scopes))
    return 'comment'
  if (/entity\.name\.tag|punctuation\.separator\.key-value/.test(scopes))
    return /punctuation/.test(scopes) ? 'punctuation' : 'key'
  if (/constant\.numeric|constant\.language/.test(scopes))
    return 'number'
  if (/string/.test(scopes))
    return 'string'
  if (/punctuation/.test(scopes))
    return 'punctuation'
  return 'plain'
}

function splitExpressions(text: string): HighlightedLine {
  return text.split(/(\{%.*?%\})/)
    .filter(part => part !== '')
    .map(part => [part.startsWith('{%') ? 'expression' : 'string', part])
}
