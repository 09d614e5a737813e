import type { Highlighter } from 'shiki'
import { createHighlighter } from 'shiki'

/** What a stretch of code is; the slide's style sheet knows their colours. */
export type TokenKind = 'key' | 'string' | 'expression' | 'number' | 'comment' | 'punctuation' | 'plain'

/** A line of highlighted code: kinds and texts in turn. */
export type HighlightedLine = [kind: TokenKind, text: string][]

let highlighter: Promise<Highlighter> | undefined

const LANGUAGES: Record<string, 'yaml' | 'json' | 'typescript'> = { yaml: 'yaml', json: 'json', ts: 'typescript' }

/**
 * Highlights States Language in YAML when the deck is built, so that no browser has to fetch a highlighter.
 *
 * @param source the text of a workflow
 * @returns its lines, each a list of tokens that together are the line's text
 */
export function highlightWorkflow(source: string): Promise<HighlightedLine[]> {
  return highlightCode(source, 'yaml')
}

/**
 * Highlights a file when the deck is built.
 *
 * @param source its text
 * @param extension how its name ends: yaml, json or ts; any other file is plain text
 * @returns its lines, each a list of tokens that together are the line's text
 */
export async function highlightCode(source: string, extension: string): Promise<HighlightedLine[]> {
  const lang = LANGUAGES[extension]
  if (!lang)
    return source.split('\n').map(line => line === '' ? [] : [['plain', line]])
  highlighter ??= createHighlighter({ langs: Object.values(LANGUAGES), themes: ['min-light'] })
  // By default Shiki gives a line up after half a second of wall-clock time, which a busy machine may well take, and then fails on it.
  const { tokens } = (await highlighter).codeToTokens(source, { lang, theme: 'min-light', includeExplanation: 'scopeName', tokenizeTimeLimit: 0 })
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
  if (/entity\.name\.tag|support\.type\.property-name|punctuation\.separator\.key-value|keyword\.(?:control|operator\.new)|storage\.(?:type|modifier)/.test(scopes))
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
