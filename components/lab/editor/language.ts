import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import type { Tooltip } from '@codemirror/view'
import { autocompletion } from '@codemirror/autocomplete'
import { json } from '@codemirror/lang-json'
import { yaml } from '@codemirror/lang-yaml'
import { Compartment, type Extension } from '@codemirror/state'
import { EditorView, hoverTooltip } from '@codemirror/view'
import { completionsAt } from '../../../engine/asl/editing/completion.ts'
import { hoverAt } from '../../../engine/asl/editing/hover.ts'
import { looksLikeJson } from '../../../engine/asl/editing/scan.ts'

const TYPES = { field: 'property', type: 'type', state: 'class', resource: 'function', error: 'constant', variable: 'variable', value: 'keyword' }

/**
 * What the editor knows of the States Language.
 *
 * @param errors the error names that can occur here beside the service's own
 */
export function statesLanguage(errors: () => readonly string[]): Extension {
  return [
    yamlOrJson(),
    autocompletion({ override: [context => complete(context, errors())], icons: false }),
    hoverTooltip((view, position) => explain(view, position)),
  ]
}

/** What is pasted may be JSON: the grammar follows the text. */
function yamlOrJson(): Extension {
  const grammar = new Compartment()
  let isJson: boolean | undefined
  return [
    grammar.of(yaml()),
    EditorView.updateListener.of(({ view, state, docChanged }) => {
      const found = looksLikeJson(state.doc.sliceString(0, 200))
      if ((!docChanged && isJson !== undefined) || found === isJson)
        return
      isJson = found
      // Not while the editor is being updated.
      queueMicrotask(() => view.dispatch({ effects: grammar.reconfigure(found ? json() : yaml()) }))
    }),
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
    options: found.options.map(({ label, kind, info }) => ({
      label,
      type: TYPES[kind],
      ...(info ? { info } : {}),
      ...(kind === 'field' && !isJson ? { apply: `${label}: ` } : {}),
    })),
    validFor: /^[\w.:$-]*$/,
  }
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
          const link = Object.assign(document.createElement('a'), { href: hover.url, target: '_blank', rel: 'noopener', textContent: 'AWS’s page' })
          dom.append(`${hover.text} `, link)
          return { dom }
        },
      }
    : null
}
