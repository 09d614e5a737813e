import type { Extension } from '@codemirror/state'
import { yaml } from '@codemirror/lang-yaml'
import { Compartment } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { looksLikeJson } from '../../../engine/asl/editing/scan.ts'

/** What is pasted may be JSON: the grammar follows the text. That of JSON is fetched for the first such text. */
export function yamlOrJson(): Extension {
  const grammar = new Compartment()
  let isJson: boolean | undefined
  return [
    grammar.of(yaml()),
    EditorView.updateListener.of(({ view, state, docChanged }) => {
      const found = looksLikeJson(state.doc.sliceString(0, 200))
      if ((!docChanged && isJson !== undefined) || found === isJson)
        return
      isJson = found
      void (found ? import('@codemirror/lang-json').then(({ json }) => json()) : Promise.resolve(yaml())).then((language) => {
        if (found === isJson)
          view.dispatch({ effects: grammar.reconfigure(language) })
      })
    }),
  ]
}
