import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import type { Extension } from '@codemirror/state'
import type { EditorView, Tooltip } from '@codemirror/view'
import { autocompletion } from '@codemirror/autocomplete'
import { hoverTooltip } from '@codemirror/view'
import { completionsAt } from '../../../engine/asl/editing/completion.ts'
import { expressionAt } from '../../../engine/asl/editing/expression.ts'
import { hoverAt } from '../../../engine/asl/editing/hover.ts'
import { looksLikeJson } from '../../../engine/asl/editing/scan.ts'

const TYPES = { field: 'property', type: 'type', state: 'class', resource: 'function', error: 'constant', variable: 'variable', function: 'function', value: 'keyword' }

/**
 * What the editor knows of the States Language: what may be written at a place, and what a word means.
 *
 * @param errors the error names that can occur here beside the service's own
 */
export function knowledge(errors: () => readonly string[]): Extension {
  return [
    autocompletion({ override: [context => complete(context, errors())], icons: false }),
    hoverTooltip((view, position) => explain(view, position)),
  ]
}

function complete(context: CompletionContext, errors: readonly string[]): CompletionResult | null {
  const text = context.state.doc.toString()
  if (!context.explicit && !/[\w.$:]$/.test(text.slice(0, context.pos)))
    return null
  const found = completionsAt(text, context.pos, { errors })
  if (!found)
    return null
  const isJson = looksLikeJson(text)
  return {
    from: found.from,
    options: found.options.map(({ label, kind, info, takes }) => ({
      label,
      type: TYPES[kind],
      ...(info ? { info } : {}),
      ...(takes ? { detail: takes, apply: call } : {}),
      // What the machine has comes before what every expression can call.
      ...(kind === 'variable' ? { boost: 1 } : {}),
      ...(kind === 'field' && !isJson ? { apply: `${label}: ` } : {}),
    })),
    // In an expression a dot begins a word of its own.
    validFor: expressionAt(text, context.pos) === undefined ? /^[\w.:$-]*$/ : /^\$?\w*$/,
  }
}

/** A function is put in with its parentheses, and the cursor between them. */
function call(view: EditorView, { label }: Completion, from: number, to: number): void {
  view.dispatch({ changes: { from, to, insert: `${label}()` }, selection: { anchor: from + label.length + 1 }, userEvent: 'input.complete' })
}

function explain(view: EditorView, position: number): Tooltip | null {
  const hover = hoverAt(view.state.doc.toString(), position)
  return hover
    ? {
        pos: hover.from,
        end: hover.to,
        create: () => {
          const dom = document.createElement('div')
          dom.className = 'explained'
          const link = Object.assign(document.createElement('a'), { href: hover.url, target: '_blank', rel: 'noopener', textContent: hover.url.includes('amazon.com') ? 'AWS’s page' : 'JSONata’s page' })
          dom.append(`${hover.text} `, link)
          return { dom }
        },
      }
    : null
}
