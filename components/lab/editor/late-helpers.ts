import type { Extension } from '@codemirror/state'
import { Compartment, Prec } from '@codemirror/state'
import { EditorView, keymap, runScopeHandlers } from '@codemirror/view'

/** Keys that are pressed for what `helpers` has. */
const KEYS = ['F2', 'Mod-f', 'F3', 'Mod-g', 'Mod-d', 'Ctrl-Space', 'Alt-i', 'Mod-Alt-g']

/**
 * Fetches the helpers when the editor is first pointed at or focused. A key that is pressed for them meanwhile waits, and does what it should.
 *
 * @param errors the error names that can occur beside the service's own
 */
export function lateHelpers(errors: () => readonly string[]): Extension {
  const place = new Compartment()
  let fetched: Promise<void> | undefined
  let isThere = false
  let hasWritten = false
  let pressed: KeyboardEvent | undefined
  const fetchFor = (view: EditorView) => fetched ??= import('./helpers.ts').then(({ helpers, catchUp }) => {
    isThere = true
    view.dispatch({ effects: place.reconfigure(helpers(errors)) })
    if (hasWritten && view.hasFocus)
      catchUp(view)
  }).catch(() => {
    // Without a network they may come with the next press.
    fetched = undefined
  })
  return [
    place.of([]),
    Prec.high(EditorView.domEventHandlers({
      keydown: (event) => {
        pressed = event
      },
      focus: (_, view) => void fetchFor(view),
      pointerenter: (_, view) => void fetchFor(view),
    })),
    EditorView.updateListener.of(({ docChanged, transactions }) => {
      hasWritten ||= docChanged && transactions.some(one => one.isUserEvent('input.type'))
    }),
    Prec.lowest(keymap.of(KEYS.map(key => ({
      key,
      run: (view: EditorView) => {
        if (isThere || !pressed)
          return false
        const key = pressed
        void fetchFor(view).then(() => isThere && runScopeHandlers(view, key, 'editor'))
        return true
      },
    })))),
  ]
}
