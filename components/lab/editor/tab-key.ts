import type { Extension } from '@codemirror/state'
import { indentLess, indentMore } from '@codemirror/commands'
import { Prec } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'

/**
 * Tab never holds anybody: it indents for whoever has clicked or typed here, and goes on for whoever came by the keyboard. Escape and
 * then Tab always leaves, which CodeMirror sees to by itself. https://codemirror.net/examples/tab/
 */
export function tabKey(): Extension {
  let writes = false
  const when = (command: typeof indentMore) => (view: EditorView) => writes && command(view)
  return [
    EditorView.domEventHandlers({
      pointerdown: () => { writes = true },
      blur: () => { writes = false },
    }),
    EditorView.updateListener.of(({ docChanged, transactions }) => {
      if (docChanged && transactions.some(one => one.isUserEvent('input')))
        writes = true
    }),
    Prec.low(keymap.of([{ key: 'Tab', run: when(indentMore), shift: when(indentLess) }])),
  ]
}
