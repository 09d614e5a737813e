import type { Diagnostic } from '../../../engine/asl/index.ts'
import { defaultKeymap, history, historyField, historyKeymap } from '@codemirror/commands'
import { bracketMatching, codeFolding, foldGutter, foldKeymap, indentOnInput, indentUnit } from '@codemirror/language'
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { EditorSelection, EditorState } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view'
import { highlight } from './highlight.ts'
import { yamlOrJson } from './grammar.ts'
import { lateHelpers } from './late-helpers.ts'
import { showLines, shownLines } from './shown-state.ts'
import { tabKey } from './tab-key.ts'

export interface EditorOptions {
  text: string
  /** What `Editor.kept` gave for the same text; with it, undoing goes on where it was. */
  kept?: object | undefined
  /** The id of the line that says which keys there are. */
  describedBy: string
  errors: () => readonly string[]
  onChange: (text: string) => void
  onRun: () => void
}

export interface Editor {
  view: EditorView
  /** Puts another text in place of this one; it can be undone. */
  replace: (text: string) => void
  diagnose: (diagnostics: readonly Diagnostic[]) => void
  /** Lights lines, from 1, and brings them into view. */
  show: (lines: [number, number] | undefined) => void
  /** Puts the cursor at a line, from 1, and the focus there. */
  goTo: (line: number, column?: number) => void
  /** The text with what can be undone, for keeping. */
  kept: () => object
}

const SEVERITY = { ERROR: 'error', WARNING: 'warning', ADVICE: 'info' } as const

/**
 * Makes a definition's editor.
 *
 * @param parent where it is put
 * @param options its text, and whom to tell
 * @see https://codemirror.net/docs/ref/
 */
export function createEditor(parent: HTMLElement, options: EditorOptions): Editor {
  const extensions = [
    lineNumbers(),
    foldGutter(),
    codeFolding(),
    lintGutter(),
    history(),
    drawSelection(),
    indentOnInput(),
    indentUnit.of('  '),
    EditorState.tabSize.of(2),
    bracketMatching(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    yamlOrJson(),
    lateHelpers(options.errors),
    highlight,
    shownLines,
    tabKey(),
    keymap.of([
      { key: 'Mod-Enter', run: () => {
        options.onRun()
        return true
      } },
      ...lintKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...defaultKeymap,
    ]),
    EditorView.contentAttributes.of({ 'aria-label': 'State machine definition, YAML or JSON', 'aria-describedby': options.describedBy, 'spellcheck': 'false', 'tabindex': '0' }),
    EditorView.updateListener.of(({ docChanged, state }) => docChanged && options.onChange(state.doc.toString())),
  ]
  const view = new EditorView({ parent, state: stateOf(options, extensions) })

  const place = (line: number, column = 1) => {
    const { from, to } = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines))
    return Math.min(from + column - 1, to)
  }
  return {
    view,
    replace: text => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, userEvent: 'input.replace' }),
    diagnose: diagnostics => view.dispatch(setDiagnostics(view.state, diagnostics.flatMap(({ severity, code, message, range }) => range
      // Of what takes many lines only the first is underlined.
      ? [{ from: place(range.start.line, range.start.column), to: place(range.start.line, range.end.line > range.start.line ? Infinity : range.end.column), severity: SEVERITY[severity], message: `${code}: ${message}` }]
      : []))),
    show: lines => view.dispatch({ effects: [showLines.of(lines), ...(lines ? [EditorView.scrollIntoView(EditorSelection.range(place(lines[1], Infinity), place(lines[0])), { y: 'nearest', yMargin: 20 })] : [])] }),
    goTo: (line, column) => {
      view.dispatch({ selection: { anchor: place(line, column) }, effects: EditorView.scrollIntoView(place(line, column), { y: 'center' }) })
      view.focus()
    },
    kept: () => view.state.toJSON({ history: historyField }) as object,
  }
}

function stateOf({ text, kept }: EditorOptions, extensions: object[]): EditorState {
  const config = { extensions: extensions as never }
  try {
    // What was kept by an older version of the editor may be no use any more; the text is.
    if (kept && (kept as { doc?: unknown }).doc === text)
      return EditorState.fromJSON(kept, config, { history: historyField })
  }
  catch {}
  return EditorState.create({ doc: text, ...config })
}
