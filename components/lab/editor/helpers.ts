import type { Extension } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { closeBrackets, closeBracketsKeymap, completionKeymap, startCompletion } from '@codemirror/autocomplete'
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search'
import { keymap } from '@codemirror/view'
import { knowledge } from './language.ts'
import { renaming } from './rename.ts'

/**
 * What only somebody who writes needs: completion, explanations, search, renaming. It is fetched when the editor is first pointed at or focused.
 *
 * @param errors the error names that can occur beside the service's own
 */
export function helpers(errors: () => readonly string[]): Extension {
  return [
    closeBrackets(),
    highlightSelectionMatches(),
    knowledge(errors),
    renaming(),
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...searchKeymap]),
  ]
}

/** Somebody has written a word while this was on its way. */
export function catchUp(view: EditorView): void {
  if (/[\w.$]$/.test(view.state.sliceDoc(0, view.state.selection.main.head)))
    startCompletion(view)
}
